/// Measures of risk with numbers alone: tails, volatility models, contributions, back-tests,
/// limits.
///
/// **Threads** everything is a value or confined to one thread. **Errors** a caller's mistake is an
/// `IllegalArgumentException`; what the data do not say is an empty `Optional`, never 0. **Units**
/// returns are simple, as fractions (or whatever unit the caller has: results come in the same);
/// losses are positive; the horizon is that of one return; `alpha` is the tail probability.
@NullMarked
package dev.nautilus.engines.risk.method;

import org.jspecify.annotations.NullMarked;
