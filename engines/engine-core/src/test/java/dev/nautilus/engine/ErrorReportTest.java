package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.message.ErrorAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final InMemoryBroker broker = InMemoryBroker.manual(CLOCK);
  private final EngineParts parts = parts();
  private final List<ErrorAlert> heard = new ArrayList<>();

  private static EngineParts parts() {
    EngineDefinition definition =
        EngineDefinition.named("risk").on(MessageType.TICK, (_, _) -> {}).build();
    return new EngineParts(
        definition,
        new Mailbox(8),
        new EngineMeters(new SimpleMeterRegistry(), definition, Duration.ofMillis(50)),
        new Mishaps(CLOCK),
        new Progress(CLOCK));
  }

  private DualBusClient reporting() {
    DualBusClient bus = broker.connect(EngineType.RISK, "risk-1");
    new ErrorReport(bus, parts).begin();
    return bus;
  }

  private void listen() {
    var _ =
        broker
            .connect(new EngineType("watcher"), "watcher-1")
            .subscribe(MessageType.ERROR_ALERT, message -> heard.add(message.payload()));
  }

  @Test
  void mishap_repeated_isToldTheFirstSecondFourthTimeWithItsNumber() {
    listen();
    reporting();
    for (int i = 0; i < 5; i++) {
      parts.mishaps().note("tick", new IllegalStateException("negative price"));
    }
    parts.mishaps().note("timer", new IllegalStateException("late"));
    var _ = broker.drain();
    assertThat(heard)
        .extracting(ErrorAlert::component, ErrorAlert::occurrences)
        .containsExactlyInAnyOrder(
            tuple("risk/tick", 1L),
            tuple("risk/tick", 2L),
            tuple("risk/tick", 4L),
            tuple("risk/timer", 1L));
    assertThat(heard).allMatch(each -> each.code().equals("IllegalStateException"));
    assertThat(parts.meters().counted(EngineMeter.EMITTED)).containsEntry("error_alert", 4L);
  }

  @Test
  void bus_closed_isCountedAsLostAndThrowsNothing() {
    reporting();
    broker.close();
    parts.mishaps().note("tick", new IllegalStateException("negative price"));
    assertThat(parts.meters().counted(EngineMeter.LOST)).containsEntry("error_alert", 1L);
  }
}
