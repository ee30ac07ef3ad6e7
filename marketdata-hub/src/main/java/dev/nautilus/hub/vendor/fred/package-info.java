/// FRED, the economic series of the Federal Reserve Bank of St. Louis; instruments are `FRED:GDP`.
///
/// **Errors** FRED answers 400 for an unknown series as well as for a bad key, and labels JSON
/// errors `text/xml`; the message decides. **Units** are the series' own, never the transformation
/// code of an observations answer; a hole is `.` on the wire and a missing value here, never 0.
/// **Terms** forbid storing: nothing of this package touches a disk.
@NullMarked
package dev.nautilus.hub.vendor.fred;

import org.jspecify.annotations.NullMarked;
