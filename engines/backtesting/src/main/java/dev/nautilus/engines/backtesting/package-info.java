/// The backtesting engine: replays bars against a trading rule, with costs, and says what came of
/// it.
///
/// It hears BAR and keeps the newest of each instrument: captured bus data that a run can replay.
/// Other runs replay a file or the vendors' history. It says BACKTEST_START, BACKTEST_PROGRESS at
/// each twentieth, and BACKTEST_COMPLETE with statistics and fingerprints, or BACKTEST_ERROR with a
/// code: `NO_DATA`, `BAD_DATA`, `LOOK_AHEAD`, `INPUT_CHANGED`, `CANCELLED`. A search for good
/// parameters replays one combination after the other and says PARAMETER_OPTIMIZATION.
///
/// A run advances in slices on the engine thread, so that the engine stays responsive; the result
/// does not depend on the slices. What runs when the engine dies is run again from its beginning,
/// and gives the same result.
///
/// **Units** as in `method`. **Sources** with each method.
@NullMarked
package dev.nautilus.engines.backtesting;

import org.jspecify.annotations.NullMarked;
