package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PriceUpdate;
import dev.nautilus.message.RiskAlert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The code of `docs/testing-an-engine.md`, the part that needs no Redis.
class FloorWatchTest {
  /// The engine under test of the page: alerts when a price falls below a floor.
  static final class FloorWatch {
    FloorWatch(DualBusClient bus, double floor) {
      bus.subscribe(
          MessageType.PRICE_UPDATE,
          message -> {
            if (message.payload().price() < floor) {
              bus.publish(
                  MessageType.RISK_ALERT, new RiskAlert("FLOOR_BREACH", floor), Priority.HIGH);
            }
          });
    }
  }

  @Test
  void price_belowFloor_alertsOnce() {
    Instant now = Instant.parse("2026-01-05T14:30:00Z");
    InMemoryBroker broker = InMemoryBroker.manual(() -> now);
    DualBusClient risk = broker.connect(EngineType.RISK, "risk-1");
    DualBusClient other = broker.connect(EngineType.PORTFOLIO, "portfolio-1");
    Recorder<RiskAlert> alerts = Recorder.on(other, MessageType.RISK_ALERT);
    new FloorWatch(risk, 100);

    other.publish(MessageType.PRICE_UPDATE, new PriceUpdate(InstrumentId.of("AAPL"), 101, now));
    other.publish(MessageType.PRICE_UPDATE, new PriceUpdate(InstrumentId.of("AAPL"), 99, now));
    broker.drain();

    assertThat(alerts.payloads()).containsExactly(new RiskAlert("FLOOR_BREACH", 100));
  }

  @Test
  void price_whileEngineLogicBusIsCut_alertsWhenItIsBack() {
    Instant now = Instant.parse("2026-01-05T14:30:00Z");
    InMemoryBroker broker = InMemoryBroker.manual(() -> now);
    DualBusClient risk = broker.connect(EngineType.RISK, "risk-1");
    DualBusClient other = broker.connect(EngineType.PORTFOLIO, "portfolio-1");
    Recorder<RiskAlert> alerts = Recorder.on(other, MessageType.RISK_ALERT);
    new FloorWatch(risk, 100);

    broker.cut(Bus.ENGINE_LOGIC);
    other.publish(MessageType.PRICE_UPDATE, new PriceUpdate(InstrumentId.of("AAPL"), 99, now));
    broker.drain();
    assertThat(alerts.payloads()).isEmpty();
    broker.restore(Bus.ENGINE_LOGIC);
    broker.drain();

    assertThat(alerts.payloads()).containsExactly(new RiskAlert("FLOOR_BREACH", 100));
  }
}
