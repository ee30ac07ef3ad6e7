/// Yahoo Finance: bars, splits and dividends, quotes, headlines, company figures, and ticks by
/// WebSocket. There is no official API; what is known comes from recorded answers.
///
/// **Errors** Yahoo signals a limit by plain text, an invalid crumb under the root `finance`, and
/// an unknown symbol in a batch by silence; all of that ends as a refusal. **Units** Prices are in
/// the currency that Yahoo names (`GBp` are pence). Sizes are as Yahoo states them; it does not
/// document their unit. A daily, weekly or monthly bar has a date, not an instant: it starts at
/// that date of the exchange's calendar, written as midnight UTC, so that bars of different
/// exchanges line up.
@NullMarked
package dev.nautilus.hub.vendor.yahoo;

import org.jspecify.annotations.NullMarked;
