/// Trading Economics: history, forecasts and releases of economic indicators, prices, daily bars
/// and a price stream. Answers are arrays; what a plan does not cover is a 403 in plain text; a bad
/// key is a JSON string; and an answer stops at the plan's number of rows without saying so: a
/// history and a calendar at their end, prices, which come newest first, at their start.
///
/// The indicators are those of the simulated economy, all of the United States; prices are those of
/// the other vendors. The service publishes no rate; one request a second is enforced here.
///
/// **Threads** all types may be shared, but for a stream session. **Errors** as above. **Units**
/// stamps have no zone and are UTC; a period is dated by its last day; the calendar prints values
/// with their units, prices are numbers.
@NullMarked
package dev.nautilus.simulator.tradingeconomics;

import org.jspecify.annotations.NullMarked;
