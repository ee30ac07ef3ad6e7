/// Signals, sizes and exits with numbers alone.
///
/// **Threads** everything is a value or confined to one thread. **Errors** a caller's mistake is an
/// `IllegalArgumentException`; what is not known yet is `NaN` or false, never 0. **Units** prices
/// and money in the instrument's currency, quantities in instrument units, shares as fractions.
@NullMarked
package dev.nautilus.engines.strategy.method;

import org.jspecify.annotations.NullMarked;
