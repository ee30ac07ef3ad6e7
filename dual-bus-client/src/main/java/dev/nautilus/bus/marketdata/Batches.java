package dev.nautilus.bus.marketdata;

import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Cuts many symbols into what one request may hold.
final class Batches {
  /// Most symbols in a request.
  static final int SIZE = 200;

  private Batches() {}

  /// In the order given, each piece full but the last.
  static List<List<InstrumentId>> of(Collection<InstrumentId> instruments) {
    List<InstrumentId> all = List.copyOf(instruments);
    List<List<InstrumentId>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SIZE) {
      batches.add(all.subList(from, Math.min(all.size(), from + SIZE)));
    }
    return batches;
  }
}
