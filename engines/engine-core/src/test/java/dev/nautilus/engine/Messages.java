package dev.nautilus.engine;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import java.time.Instant;
import java.util.OptionalDouble;

/// Messages that tests send.
final class Messages {
  private Messages() {}

  static <P> Message<P> of(MessageType<P> type, P payload) {
    Envelope envelope =
        new Envelope(
            new MessageId("test", 1, 1),
            EngineType.HUB,
            "hub-1",
            Instant.EPOCH,
            type.defaultPriority(),
            type.keyOf(payload),
            null,
            null,
            null,
            null,
            false,
            false);
    return new Message<>(type, payload, envelope);
  }

  static Message<RiskAlert> alert(String name, double threshold) {
    return of(MessageType.RISK_ALERT, new RiskAlert(name, threshold));
  }

  static Tick tick(double price) {
    Provenance provenance =
        new Provenance(Source.of("test"), Instant.EPOCH, Instant.EPOCH, 1, true);
    return new Tick(
        InstrumentId.of("AAPL"), price, OptionalDouble.empty(), OptionalDouble.empty(), provenance);
  }
}
