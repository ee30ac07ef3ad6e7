package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Asks for snapshots: several contracts at once, again until the data that the first request
/// started have come, and never for more contracts than there are market data lines.
///
/// **Threads** Safe for many.
final class Snapshots {
  /// The gateway takes no more at once.
  private static final int CONIDS_PER_CALL = 100;

  private static final int MOST_LOOKS = 6;

  private final Gateway gateway;
  private final MarketDataLines lines;
  private final IbkrTimings timings;

  Snapshots(Gateway gateway, MarketDataLines lines, IbkrTimings timings) {
    this.gateway = gateway;
    this.lines = lines;
    this.timings = timings;
  }

  /// Whether a row is as full as it will get.
  @FunctionalInterface
  interface Fullness {
    /// Whether this one is.
    ///
    /// @param look how often the row was asked for before
    boolean isFull(Contract contract, ObjectNode row, int look);
  }

  /// The rows by contract number. A contract whose data did not come has none, or a bare one.
  Outcome<Map<Long, ObjectNode>> rows(
      Collection<Contract> contracts, List<String> fields, Fullness fullness) {
    Map<Long, ObjectNode> all = new HashMap<>();
    for (List<Contract> some : rounds(contracts)) {
      if (together(some, fields, fullness, all) instanceof Outcome.Bad<Integer>(Refused refused)) {
        return new Outcome.Bad<>(refused);
      }
    }
    return Outcome.good(all);
  }

  /// How much longer than a call it takes to ask for these: where data do not flow yet a pause
  /// until they do and another call; where lines are few, that again for each turn, and whoever
  /// loses a line costs a call now and one when its turn comes again.
  ///
  /// @param conids contracts; null for one whose number is not known yet
  /// @param callsApart time between two calls
  Duration delay(Collection<@Nullable Long> conids, Duration callsApart) {
    int closed = lines.closed(conids);
    int turns = Math.ceilDiv(closed, lines.room());
    int given = Math.max(0, closed - lines.free());
    return timings
        .firstData()
        .plus(callsApart)
        .multipliedBy(turns)
        .plus(callsApart.multipliedBy(2L * given));
  }

  /// What is asked for together: data that the stream has flow anyway; of the others no more than
  /// may have a line.
  private List<List<Contract>> rounds(Collection<Contract> contracts) {
    Set<Long> streamed = lines.streamed(contracts.stream().map(Contract::conid).toList());
    Map<Boolean, List<Contract>> open =
        contracts.stream()
            .collect(Collectors.partitioningBy(one -> streamed.contains(one.conid())));
    List<List<Contract>> rounds = new ArrayList<>();
    cut(open.getOrDefault(true, List.of()), CONIDS_PER_CALL, rounds);
    cut(open.getOrDefault(false, List.of()), Math.min(CONIDS_PER_CALL, lines.room()), rounds);
    return rounds;
  }

  private static void cut(List<Contract> contracts, int size, List<List<Contract>> rounds) {
    for (int at = 0; at < contracts.size(); at += size) {
      rounds.add(contracts.subList(at, Math.min(at + size, contracts.size())));
    }
  }

  private Outcome<Integer> together(
      List<Contract> contracts, List<String> fields, Fullness fullness, Map<Long, ObjectNode> all) {
    List<Contract> open = contracts;
    for (int look = 0; look < MOST_LOOKS && !open.isEmpty(); look++) {
      if (look > 0 && !Gateway.pause(timings.firstData())) {
        break;
      }
      makeRoom(open);
      switch (ask(open, fields)) {
        case Outcome.Good<Map<Long, ObjectNode>>(Map<Long, ObjectNode> rows) -> all.putAll(rows);
        case Outcome.Bad<Map<Long, ObjectNode>>(Refused refused) -> {
          return new Outcome.Bad<>(refused);
        }
      }
      int before = look;
      open =
          open.stream()
              .filter(
                  contract -> {
                    ObjectNode row = all.get(contract.conid());
                    return row == null || !fullness.isFull(contract, row, before);
                  })
              .toList();
    }
    return Outcome.good(contracts.size() - open.size());
  }

  private Outcome<Map<Long, ObjectNode>> ask(List<Contract> contracts, List<String> fields) {
    String conids =
        contracts.stream().map(c -> Long.toString(c.conid())).collect(Collectors.joining(","));
    return gateway.get(
        gateway
            .url("iserver/marketdata/snapshot")
            .with("conids", conids)
            .with("fields", String.join(",", fields)),
        SnapshotRows::read);
  }

  /// What is given up may have ended by itself, which the gateway calls an error; nothing hangs on
  /// it.
  private void makeRoom(List<Contract> contracts) {
    for (long conid : lines.open(contracts.stream().map(Contract::conid).toList())) {
      var _ =
          gateway.post(
              "iserver/marketdata/unsubscribe",
              "{\"conid\":%d}".formatted(conid),
              answer -> Outcome.good(answer.status()));
    }
  }
}
