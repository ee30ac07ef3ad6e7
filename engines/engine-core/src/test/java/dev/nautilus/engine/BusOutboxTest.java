package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.RiskAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BusOutboxTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final InMemoryBroker broker = InMemoryBroker.manual(CLOCK);
  private final EngineMeters meters =
      new EngineMeters(
          new SimpleMeterRegistry(),
          EngineDefinition.named("risk")
              .on(MessageType.TICK, (message, outbox) -> {})
              .emits(MessageType.RISK_ALERT)
              .build(),
          Duration.ofMillis(50));
  private final Mishaps mishaps = new Mishaps(CLOCK);
  private final AtomicInteger answered = new AtomicInteger();

  private final List<Backfill> asked = new ArrayList<>();

  private final BusOutbox outbox =
      new BusOutbox(broker.connect(EngineType.RISK, "risk-1"), meters, mishaps, 8, asked::add);

  @Test
  void release_busAway_answersOnlyWhenConfirmed() throws InterruptedException {
    broker.cut(Bus.ENGINE_LOGIC);
    outbox.emit(MessageType.RISK_ALERT, new RiskAlert("A", 0.5));
    outbox.release(answered::incrementAndGet);
    assertThat(answered).hasValue(0);
    broker.restore(Bus.ENGINE_LOGIC);
    assertThat(answered).hasValue(1);
  }

  @Test
  void release_nothingEmitted_answersAtOnce() throws InterruptedException {
    outbox.release(answered::incrementAndGet);
    assertThat(answered).hasValue(1);
  }

  @Test
  void release_afterDiscard_publishesNothing() throws InterruptedException {
    outbox.emit(MessageType.RISK_ALERT, new RiskAlert("A", 0.5));
    outbox.discard();
    outbox.release(answered::incrementAndGet);
    assertThat(meters.total(EngineMeter.EMITTED)).isZero();
  }

  @Test
  void ask_whenReleased_reachesTheHubOnceAndNotAfterDiscard() throws InterruptedException {
    Backfill minute = Backfill.bars(InstrumentId.of("AAPL"), BarSpec.MINUTE, 1);
    outbox.ask(minute);
    outbox.discard();
    outbox.release(answered::incrementAndGet);
    assertThat(asked).isEmpty();
    outbox.ask(minute);
    outbox.release(answered::incrementAndGet);
    outbox.release(answered::incrementAndGet);
    assertThat(asked).containsExactly(minute);
  }

  @Test
  void release_closedBus_isCountedAsLost() throws InterruptedException {
    broker.close();
    outbox.emit(MessageType.RISK_ALERT, new RiskAlert("A", 0.5));
    outbox.release(answered::incrementAndGet);
    assertThat(answered).hasValue(1);
    assertThat(meters.counted(EngineMeter.LOST)).containsEntry("risk_alert", 1L);
    assertThat(mishaps.last()).isNotNull();
  }
}
