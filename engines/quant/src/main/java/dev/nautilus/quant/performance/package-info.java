/// How well a series of returns or trades did: what analytics and backtesting have in common.
///
/// Each measure has a batch form over an array and, in [PerformanceStream] and [RelativeStream], a
/// streaming one that takes O(1) an update and gives the same numbers.
///
/// **Units** returns and drawdowns are simple fractions of a period (0.01, not 1); rates per year
/// say so by name; `periodsPerYear` is 252 for days, 52 for weeks, 12 for months. **Undefined** is
/// `NaN`, never 0; a `NaN` among the returns is a period without one: it counts as time, not as a
/// value. **Threads** one at a time. **Errors** a caller's mistake is an
/// `IllegalArgumentException`.
@NullMarked
package dev.nautilus.quant.performance;

import org.jspecify.annotations.NullMarked;
