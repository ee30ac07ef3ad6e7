/// FRED, the Federal Reserve Bank of St. Louis' economic data, version 1 of its API: series with
/// units, releases and vintages, JSON or XML, one key, two requests a second.
///
/// Series names, units, release ids and frequencies are facts; every observation is invented and
/// seeded. Observations appear when their publication lag is over, at 07:55 Central time; revised
/// series change twice after that, so real-time periods have something to show.
///
/// **Threads** all types may be shared. **Errors** bad input is a 400 in the format the client
/// asked for, labelled `text/xml` either way, as the real one does. **Units** values are strings in
/// the series' units, missing ones a full stop; dates are the first day of the period.
@NullMarked
package dev.nautilus.simulator.fred;

import org.jspecify.annotations.NullMarked;
