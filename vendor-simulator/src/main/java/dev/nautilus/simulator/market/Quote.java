package dev.nautilus.simulator.market;

import java.time.Instant;

/// The market of one instrument at one instant, with the running session's figures.
///
/// @param at the second to which `last` belongs
/// @param last price of the path; it sits on the bid after a sale and on the ask after a purchase
/// @param bid 0 where nothing is quoted
/// @param ask 0 where nothing is quoted
/// @param bidSize units wanted at the bid; 0 for currency pairs, which quote no sizes
/// @param askSize units offered at the ask; 0 for currency pairs
/// @param lastSize units of the latest trade of this minute; 0 if none was reported
/// @param session the UTC day so far: its `close` is `last`
/// @param previousClose last price of the UTC day before
public record Quote(
    Instant at,
    double last,
    double bid,
    double ask,
    long bidSize,
    long askSize,
    long lastSize,
    Bar session,
    double previousClose) {

  public double change() {
    return last - previousClose;
  }

  /// Change since the previous close as a fraction.
  public double changeFraction() {
    return last / previousClose - 1;
  }
}
