/// What only analytics computes: measures against a benchmark as Bacon defines them, calendar
/// returns, tails, execution costs. What other engines need too is in `quant`.
///
/// **Units** returns are simple fractions of a period; a rate of a year says so by name.
/// **Undefined** is `NaN`, never 0. **Threads** one at a time. **Errors** a caller's mistake is an
/// `IllegalArgumentException`.
@NullMarked
package dev.nautilus.engines.analytics.method;

import org.jspecify.annotations.NullMarked;
