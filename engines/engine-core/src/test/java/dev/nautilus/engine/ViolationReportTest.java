package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.blocker.Attempt;
import dev.nautilus.blocker.Decision;
import dev.nautilus.blocker.Hook;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.message.DirectApiViolation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationReportTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Instant LATER = Instant.EPOCH.plusSeconds(1);

  private final InMemoryBroker broker = InMemoryBroker.manual(CLOCK);
  private final EngineParts parts = parts();
  private final List<DirectApiViolation> heard = new ArrayList<>();

  @Test
  void report_callsFromOneLine_areOneMessageWithTheirNumber() {
    listen();
    report(
        attempt("api.stlouisfed.org", Instant.EPOCH),
        attempt("www.alphavantage.co", Instant.EPOCH),
        attempt("api.stlouisfed.org", LATER));
    assertThat(heard)
        .containsExactly(
            violation("api.stlouisfed.org", 2, LATER),
            violation("www.alphavantage.co", 1, Instant.EPOCH));
    assertThat(parts.meters().counted(EngineMeter.EMITTED))
        .containsEntry("direct_api_violation", 2L);
  }

  @Test
  void report_closedBus_isCountedAsLost() {
    DualBusClient bus = broker.connect(EngineType.RISK, "risk-1");
    broker.close();
    new ViolationReport(bus, parts).report(List.of(attempt("api.stlouisfed.org", LATER)));
    assertThat(parts.meters().counted(EngineMeter.LOST)).containsEntry("direct_api_violation", 1L);
  }

  private void listen() {
    var _ =
        broker
            .connect(new EngineType("watcher"), "watcher-1")
            .subscribe(MessageType.DIRECT_API_VIOLATION, message -> heard.add(message.payload()));
  }

  private void report(Attempt... attempts) {
    new ViolationReport(broker.connect(EngineType.RISK, "risk-1"), parts).report(List.of(attempts));
    var _ = broker.drain();
  }

  private static EngineParts parts() {
    EngineDefinition definition =
        EngineDefinition.named("risk")
            .on(MessageType.TICK, (_, _) -> {})
            .emits(MessageType.RISK_ALERT)
            .build();
    return new EngineParts(
        definition,
        new Mailbox(8),
        new EngineMeters(new SimpleMeterRegistry(), definition, Duration.ofMillis(50)),
        new Mishaps(CLOCK),
        new Progress(CLOCK));
  }

  private static Attempt attempt(String host, Instant at) {
    return new Attempt(
        Hook.CHANNEL, host, 443, Decision.Reason.VENDOR, true, "Prices.fetch:12", at);
  }

  private static DirectApiViolation violation(String host, long attempts, Instant at) {
    return new DirectApiViolation(
        "risk", "risk-1", host, 443, "Prices.fetch:12", true, attempts, at);
  }
}
