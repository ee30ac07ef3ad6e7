package dev.nautilus.hub.vendor.ibkr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which contracts have market data flowing: the gateway counts them, and a snapshot leaves its
/// contract's data flowing. The ones asked for longest ago give way.
///
/// **Threads** Guarded by its own lock.
final class MarketDataLines {
  /// Of so many lines one is left to snapshots of what is not streamed.
  private static final int LINES_PER_SNAPSHOT_LINE = 10;

  private final int most;
  private final LinkedHashSet<Long> asked = new LinkedHashSet<>();
  private Set<Long> streamed = Set.of();
  private int expected;

  /// @param most how many there may be
  MarketDataLines(int most) {
    this.most = most;
  }

  /// The stream will want so many, or as many as it may have: they are not given to others, who
  /// would only have to give them up again.
  synchronized void expect(int wanted) {
    expected = Math.min(wanted, forStream());
  }

  /// The stream has these from now on.
  synchronized void stream(Set<Long> conids) {
    streamed = Set.copyOf(conids);
    expected = streamed.size();
    asked.removeAll(streamed);
  }

  /// How many contracts the stream may have.
  int forStream() {
    return most - most / LINES_PER_SNAPSHOT_LINE;
  }

  /// How many contracts that are not streamed may have a line.
  synchronized int room() {
    return Math.max(1, most - Math.max(expected, streamed.size()));
  }

  /// Those of these contracts that the stream has; they need no line of their own.
  synchronized Set<Long> streamed(Collection<Long> conids) {
    return conids.stream().filter(streamed::contains).collect(Collectors.toUnmodifiableSet());
  }

  /// How many of these have no data flowing yet.
  ///
  /// @param conids contracts; null for one whose number is not known yet
  synchronized int closed(Collection<@Nullable Long> conids) {
    return (int)
        conids.stream()
            .filter(conid -> conid == null || (!streamed.contains(conid) && !asked.contains(conid)))
            .count();
  }

  /// How many lines are free.
  synchronized int free() {
    return Math.max(0, room() - asked.size());
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
