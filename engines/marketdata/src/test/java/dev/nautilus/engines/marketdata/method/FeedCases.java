package dev.nautilus.engines.marketdata.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.engines.marketdata.method.SequenceTracker.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/// Cases of checksums and sequences.
final class FeedCases {
  private FeedCases() {}

  static Verdict checksum(ReferenceCase reference) {
    String venue = reference.method().substring(reference.method().indexOf('.') + 1);
    long actual =
        BookChecksum.valueOf(venue.toUpperCase(Locale.ROOT))
            .of(
                levels(reference.input().path("bids_high_to_low")),
                levels(reference.input().path("asks_low_to_high")));
    long expected = reference.expected().longValue();
    return new Comparison()
        .same("checksum", expected, expected < 0 ? (long) (int) actual : actual)
        .verdict();
  }

  private static List<OrderBook.Level> levels(JsonNode side) {
    List<OrderBook.Level> levels = new ArrayList<>();
    for (JsonNode level : side) {
      levels.add(
          new OrderBook.Level(
              new BigDecimal(level.get(0).asString()), new BigDecimal(level.get(1).asString())));
    }
    return levels;
  }

  static Verdict sequence(ReferenceCase reference) {
    JsonNode packets = reference.input().path("packets_seq_count");
    JsonNode events = reference.expected().path("events");
    Comparison comparison = new Comparison().same("events", events.size(), packets.size());
    SequenceTracker tracker = new SequenceTracker(1);
    for (int i = 0; i < packets.size() && i < events.size(); i++) {
      JsonNode packet = packets.get(i);
      Outcome outcome = tracker.accept(packet.get(0).longValue(), packet.get(1).longValue());
      JsonNode expected = events.get(i);
      comparison.same("event " + i, expected.path("kind").asString(), name(outcome));
      if (outcome instanceof Outcome.Gap gap) {
        comparison.same("missing " + i, missing(expected, gap), List.of(gap.from(), gap.to()));
      }
    }
    return comparison.verdict();
  }

  /// First and last: the case lists all that are missing, or both ends.
  private static List<Long> missing(JsonNode expected, Outcome.Gap gap) {
    List<Long> listed =
        LongStream.range(0, expected.path("missing").size())
            .map(i -> expected.path("missing").get((int) i).longValue())
            .boxed()
            .toList();
    boolean all = listed.size() == gap.missing() || listed.size() == 2;
    return all ? List.of(listed.getFirst(), listed.getLast()) : listed;
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.InOrder _ -> "ok";
      case Outcome.Duplicate _ -> "duplicate";
      case Outcome.Heartbeat _ -> "heartbeat";
      case Outcome.Gap _ -> "gap";
    };
  }
}
