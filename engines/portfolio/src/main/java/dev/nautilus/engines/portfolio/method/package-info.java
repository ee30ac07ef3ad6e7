/// What the portfolio engine computes, as formulas with their sources: positions and profit,
/// returns of an account, covariances and their shrinkage, optimal weights.
///
/// **Threads** everything is immutable or made anew per call. **Errors** a caller's mistake is an
/// [IllegalArgumentException]; a program without a solution is an empty answer that the caller
/// sees. **Units** money in the currency of the contract, exact; returns simple, fractions of a day
/// unless a name says annual; weights fractions of the net asset value.
@NullMarked
package dev.nautilus.engines.portfolio.method;

import org.jspecify.annotations.NullMarked;
