/// Replay of bars against a strategy: orders, fills, costs, ledger, statistics, and how much of a
/// result may be luck.
///
/// A decision on a bar is taken at its close and executed at the next one's open at the earliest;
/// what lies ahead of the run's clock cannot be seen. Everything is deterministic: no clock is
/// read, and all randomness would come from the run's seed.
///
/// **Units** prices as quoted, quantities in instrument units, money in the run's one currency,
/// times in nanoseconds since 1970 (UTC). Money is decimal in the [Ledger], statistics are doubles;
/// undefined is `NaN`, never 0. **Threads** one at a time. **Errors** a caller's mistake is an
/// `IllegalArgumentException`; a look ahead is a [LookAheadException].
@NullMarked
package dev.nautilus.engines.backtesting.method;

import org.jspecify.annotations.NullMarked;
