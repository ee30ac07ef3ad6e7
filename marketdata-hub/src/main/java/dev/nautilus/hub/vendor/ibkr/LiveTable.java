package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The contracts whose market data the WebSocket sends, and what is subscribed to on it. Two
/// instruments may be one contract; each gets its own data.
///
/// **Threads** Confined to one.
final class LiveTable {
  private static final String FIELDS = String.join("\",\"", MarketFields.LIVE);

  private final int most;
  private final Map<Long, List<LiveRow>> rows = new TreeMap<>();
  private final Set<Long> subscribed = new TreeSet<>();

  /// @param most contracts there may be
  LiveTable(int most) {
    this.most = most;
  }

  /// Replaces what is wanted; rows that stay keep what they know.
  ///
  /// @return how many instruments found no room
  int plan(Collection<Contract> contracts) {
    Map<Long, LinkedHashSet<InstrumentId>> byConid = new TreeMap<>();
    int placed = 0;
    for (Contract contract : contracts) {
      if (byConid.size() < most || byConid.containsKey(contract.conid())) {
        byConid
            .computeIfAbsent(contract.conid(), any -> new LinkedHashSet<>())
            .add(contract.instrument());
        placed++;
      }
    }
    rows.keySet().retainAll(byConid.keySet());
    byConid.forEach(
        (conid, names) ->
            rows.compute(
                conid,
                (any, before) ->
                    before != null && isFor(before, names)
                        ? before
                        : names.stream().map(LiveRow::new).toList()));
    return contracts.size() - placed;
  }

  private static boolean isFor(List<LiveRow> rows, Set<InstrumentId> names) {
    return names.equals(new LinkedHashSet<>(rows.stream().map(LiveRow::instrument).toList()));
  }

  Set<Long> conids() {
    return rows.keySet();
  }

  /// A new connection knows of no subscription, and what was known before it is old.
  void forget() {
    subscribed.clear();
    rows.clear();
  }

  /// What to say so that the gateway sends what is wanted.
  List<String> sync() {
    List<String> texts = new ArrayList<>();
    for (Long gone : List.copyOf(subscribed)) {
      if (!rows.containsKey(gone)) {
        subscribed.remove(gone);
        texts.add("umd+" + gone + "+{}");
      }
    }
    for (Long conid : rows.keySet()) {
      if (subscribed.add(conid)) {
        texts.add("smd+" + conid + "+{\"fields\":[\"" + FIELDS + "\"]}");
      }
    }
    return texts;
  }

  /// What a frame of the topic `smd+<conid>` adds.
  List<MarketDatum> heard(ObjectNode frame, Receipt receipt) {
    OptionalLong conid = FoundContracts.conid(frame.path("conid"));
    List<MarketDatum> news = new ArrayList<>();
    if (conid.isPresent()) {
      rows.getOrDefault(conid.getAsLong(), List.of())
          .forEach(row -> news.addAll(row.merge(frame, receipt)));
    }
    return news;
  }

  /// The instruments whose quote was told on this connection.
  Set<InstrumentId> quoted() {
    return quotedRows().map(LiveRow::instrument).collect(Collectors.toUnmodifiableSet());
  }

  long quotedCount() {
    return quotedRows().count();
  }

  private Stream<LiveRow> quotedRows() {
    return rows.values().stream().flatMap(List::stream).filter(LiveRow::isQuoted);
  }

  /// Tells which contracts come delayed.
  void note(Delays delays) {
    rows.forEach((conid, all) -> delays.note(conid, all.getFirst().availability()));
  }
}
