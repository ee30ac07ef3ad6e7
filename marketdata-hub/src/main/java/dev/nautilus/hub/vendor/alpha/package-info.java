/// Alpha Vantage: quotes, bars, news with sentiment, company figures and economic series.
///
/// **Names** Tickers as the hub spells them (`AAPL`, `VOD.L`, `EURUSD=X`, `BTC-USD`) are written as
/// the vendor wants them here. Economic series are `AV:CPI`, `AV:REAL_GDP/annual`,
/// `AV:TREASURY_YIELD/monthly/10year`. **Errors** Everything is sent with status 200; the keys of
/// the body decide, and an artificial sample that looks like data is refused. **Time** The vendor
/// writes US Eastern time unless it says otherwise; a day, week or month has a date and starts at
/// midnight UTC of it, as elsewhere in the hub. **Units** Daily prices are as traded, not adjusted
/// for splits; "None", "-" and "." are missing values, never 0. **Terms** Personal use: nothing of
/// this package touches a disk.
@NullMarked
package dev.nautilus.hub.vendor.alpha;

import org.jspecify.annotations.NullMarked;
