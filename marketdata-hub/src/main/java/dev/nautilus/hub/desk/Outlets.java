package dev.nautilus.hub.desk;

import dev.nautilus.message.MarketDatum;
import java.util.List;

/// All who are handed each new value.
///
/// @param each in the order in which they are told
record Outlets(List<Outlet> each) {
  Outlets {
    each = List.copyOf(each);
  }

  /// Hands it to everybody. Called under the desk's lock for the instrument.
  void accept(MarketDatum datum) {
    each.forEach(outlet -> outlet.accept(datum));
  }
}
