package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

/// Messages that tests of snapshots hand to a gate.
final class States {
  static final StreamKey TICKS = new StreamKey(Family.TICKS, 0, Lane.MAIN);
  static final MessageType<Plain> PLAIN =
      MessageType.state(Family.TICKS, "gate.plain", Plain.class).keyedBy(Plain::key);

  /// A payload without a version.
  record Plain(String key, int value) {}

  private States() {}

  static Provenance version(long version) {
    return new Provenance(Source.of("test"), Instant.EPOCH, Instant.EPOCH, version, true);
  }

  static <P> Message<P> message(MessageType<P> type, P payload, long sequence, boolean row) {
    Envelope envelope =
        new Envelope(
            new MessageId(TICKS.stream(), 7, sequence),
            EngineType.HUB,
            "hub-1",
            Instant.EPOCH,
            Priority.NORMAL,
            type.keyOf(payload),
            null,
            null,
            null,
            null,
            false,
            row);
    return new Message<>(type, payload, envelope);
  }

  static Message<Quote> quote(String key, long version, boolean row) {
    OptionalDouble none = OptionalDouble.empty();
    return message(
        MessageType.QUOTE,
        new Quote(InstrumentId.of(key), none, none, none, none, none, null, version(version)),
        version,
        row);
  }

  static Message<Quote> live(String key, long version) {
    return quote(key, version, false);
  }

  static Message<Quote> row(String key, long version) {
    return quote(key, version, true);
  }

  static Message<Plain> plain(String key, int sequence) {
    return message(PLAIN, new Plain(key, sequence), sequence, false);
  }

  static Message<Fundamental> fundamental(String statement, long version) {
    return message(
        MessageType.FUNDAMENTAL,
        new Fundamental(
            InstrumentId.of("A"), statement, null, null, Map.of(), Map.of(), version(version)),
        version,
        false);
  }
}
