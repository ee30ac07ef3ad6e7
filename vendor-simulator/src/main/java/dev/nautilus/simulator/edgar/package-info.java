/// SEC EDGAR: the list of tickers, each filer's submissions and XBRL facts, the feed of current
/// filings.
///
/// Names and numbers of the filers are facts; their figures are those of
/// [dev.nautilus.simulator.company.CompanyBook], their filings invented. As at the real one, a
/// figure is repeated by each filing that compares with it, a few are restated a year later, time
/// stamps end in `Z` and are mostly New York's, and whoever exceeds ten requests a second is shut
/// out for ten minutes by a web page.
///
/// **Threads** all types may be shared. **Errors** a file that does not exist is a 404 or a 403 in
/// XML; a client that does not name itself is shut out like one that is too fast. **Units** money
/// in the reporting currency's units, shares one by one.
@NullMarked
package dev.nautilus.simulator.edgar;

import org.jspecify.annotations.NullMarked;
