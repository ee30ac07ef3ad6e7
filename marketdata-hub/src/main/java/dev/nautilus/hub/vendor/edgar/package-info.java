/// SEC EDGAR, what companies file with the U.S. Securities and Exchange Commission: their XBRL
/// figures as FUNDAMENTAL and the filings themselves as NEWS.
///
/// Instruments are tickers (`AAPL`, `BRK-B`): the usual figures of the last years. `SEC:AAPL` or
/// `SEC:CIK0000320193` is everything that the company ever tagged, `SEC:AAPL/us-gaap/Assets` one
/// concept, and the news of `SEC:CURRENT` are the newest filings of all companies.
///
/// **Errors** 403 has two meanings: a web page is the ten minutes' box, XML with `AccessDenied` a
/// file that does not exist. **Units** each figure keeps the unit that it was filed in, which is
/// part of its statement's name. **Terms** public domain; the User-Agent must name who asks, and
/// ten requests a second is the limit of all machines of a user together.
@NullMarked
package dev.nautilus.hub.vendor.edgar;

import org.jspecify.annotations.NullMarked;
