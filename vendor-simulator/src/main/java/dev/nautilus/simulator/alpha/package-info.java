/// Alpha Vantage: one path, a function in the query, everything with status 200. A free key gets 25
/// answers a day and one a second, the newest hundred bars and no premium function; a premium key
/// has a limit a minute and all of it.
///
/// Prices, companies, news and economy are those of the other vendors. The real service shows the
/// regular US session; the simulated exchange never closes, so minutes of the whole day are served.
///
/// **Threads** all types may be shared. **Errors** the vendor's own words under `Error Message`,
/// `Information` or `Note`; premium quotes come with artificial data, as the real ones do.
/// **Units** all values are text; stamps are US Eastern time, those of currencies UTC.
@NullMarked
package dev.nautilus.simulator.alpha;

import org.jspecify.annotations.NullMarked;
