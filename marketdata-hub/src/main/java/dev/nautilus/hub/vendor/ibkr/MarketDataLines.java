package dev.nautilus.hub.vendor.ibkr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which contracts have market data flowing: the gateway counts them, and a snapshot leaves its
/// contract's data flowing. The ones asked for longest ago give way.
///
/// **Threads** Guarded by its own lock.
final class MarketDataLines {
  private final int most;
  private final LinkedHashSet<Long> asked = new LinkedHashSet<>();
  private Set<Long> streamed = Set.of();

  /// @param most how many there may be
  MarketDataLines(int most) {
    this.most = most;
  }

  /// The stream has these from now on.
  synchronized void stream(Set<Long> conids) {
    streamed = Set.copyOf(conids);
  }

  /// How many contracts one snapshot may name.
  synchronized int room() {
    return Math.max(1, most - streamed.size());
  }

  /// These are about to be asked for.
  ///
  /// @return what must be given up before
  synchronized List<Long> open(Collection<Long> conids) {
    for (Long conid : conids) {
      asked.remove(conid);
      if (!streamed.contains(conid)) {
        asked.add(conid);
      }
    }
    List<Long> given = new ArrayList<>();
    Iterator<Long> oldest = asked.iterator();
    while (asked.size() > room() && oldest.hasNext()) {
      Long conid = oldest.next();
      if (!conids.contains(conid)) {
        oldest.remove();
        given.add(conid);
      }
    }
    return given;
  }
}
