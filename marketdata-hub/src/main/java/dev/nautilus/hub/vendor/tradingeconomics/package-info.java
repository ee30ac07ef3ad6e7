/// Trading Economics: economic series, forecasts and releases of all countries, quotes, daily bars
/// and a price stream.
///
/// **Names** A series is `TE:united_states/gdp`, blanks written as `_`; where one indicator has
/// several, `TE:australia/interest_rate/RBATCTR`, by the symbol in the answer.
/// `TE:forecast/australia/inflation_rate` and `TE:calendar/all` name forecasts and releases.
/// Tickers are the hub's (`AAPL`, `EURUSD=X`) or the vendor's own (`AAPL:US`, `VIX:IND`).
/// **Errors** A plan that lacks something is a 403 in plain text, a bad key a JSON string; and an
/// answer may stop at the plan's number of rows without a word, so ranges are compared and asked
/// for again by date. **Time** Stamps have no zone and are UTC; daily prices are dated dd/MM/yyyy.
/// **Terms** Needs a licence: nothing of this package touches a disk.
@NullMarked
package dev.nautilus.hub.vendor.tradingeconomics;

import org.jspecify.annotations.NullMarked;
