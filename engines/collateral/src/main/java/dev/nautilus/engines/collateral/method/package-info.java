/// What the collateral engine computes, as formulas with their sources: strategy-based margin (Reg
/// T, FINRA 4210), portfolio margin, SPAN scans, haircuts, call levels, option prices and market
/// hours.
///
/// **Threads** everything is immutable. **Errors** a caller's mistake is an
/// [IllegalArgumentException]. **Units** money in the currency of the underlying; what is settled
/// on is decimal, what is scanned is double; volatilities and rates a year, fractions.
@NullMarked
package dev.nautilus.engines.collateral.method;

import org.jspecify.annotations.NullMarked;
