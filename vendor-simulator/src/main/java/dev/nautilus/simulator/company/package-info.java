/// The companies and funds behind the symbols: what they do, report, pay out and make the news
/// with. Vendors that sell fundamentals or news all tell from here, so they agree with each other
/// and with the prices.
///
/// Names, sectors and the two share splits are facts; every figure is invented, seeded, and of a
/// plausible size only.
///
/// **Threads** all types are immutable and may be shared. **Errors** none: a symbol without a
/// company has no facts. **Units** money in the reporting currency's units (not thousands),
/// dividends per share in the quotation currency, margins and growth as fractions.
@NullMarked
package dev.nautilus.simulator.company;

import org.jspecify.annotations.NullMarked;
