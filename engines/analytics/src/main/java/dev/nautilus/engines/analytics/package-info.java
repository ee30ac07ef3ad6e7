/// The analytics engine: how well accounts, strategies and instruments did, and what trading cost.
///
/// It hears PORTFOLIO_UPDATE (a return a day), FILL and the orders behind it (round trips,
/// execution costs), BAR (the benchmark, the market while an order was worked), ANALYTICS_RESULT of
/// the factor engine (attribution) and BACKTEST_COMPLETE. It says ANALYTICS_RESULT: PERFORMANCE of
/// an account when a day is over and when a round trip ends, of an instrument with each day's bar;
/// EXECUTION_COST when an order is done and the market of its last minute is known. Its own results
/// it does not hear.
///
/// **Units** returns are fractions; a rate of a year is geometric, 252 days. A window is said once
/// it is full, and a measure that is undefined has no value; neither is ever 0 for that.
/// **Sources** with each measure, in `quant` and `method`.
@NullMarked
package dev.nautilus.engines.analytics;

import org.jspecify.annotations.NullMarked;
