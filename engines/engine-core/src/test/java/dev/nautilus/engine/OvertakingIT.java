package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.message.RiskAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// An alert does not wait behind a backlog: over real Redis, through the mailbox, to its reaction.
@NautilusBusTest
class OvertakingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BACKLOG = 10_000;
  private static final MessageType<RiskAlert> WORK =
      MessageType.event(Family.RISK, "overtaking.work", RiskAlert.class);
  private static final MessageType<RiskAlert> ALERT =
      MessageType.event(Family.SYSTEM, "overtaking.alert", RiskAlert.class).express();

  private final AtomicInteger worked = new AtomicInteger();
  private final AtomicInteger workedAtAlert = new AtomicInteger(-1);

  private EngineDefinition definition() {
    return EngineDefinition.named("overtaken")
        .on(
            WORK,
            (message, outbox) -> {
              if (message.payload().alert().equals("urgent")) {
                workedAtAlert.set(worked.get());
                return;
              }
              LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
              worked.incrementAndGet();
            })
        .on(ALERT, (message, outbox) -> workedAtAlert.set(worked.get()))
        .build();
  }

  private static EngineHost host(EngineDefinition definition, DualBusClient bus) {
    InstantSource clock = InstantSource.system();
    EngineProperties properties = EngineRig.PROPERTIES;
    EngineParts parts =
        new EngineParts(
            definition,
            new Mailbox(properties.mailboxCapacity()),
            new EngineMeters(new SimpleMeterRegistry(), definition, properties.slowReaction()),
            new Mishaps(clock),
            new Progress(clock));
    BusOutbox outbox =
        new BusOutbox(
            bus, parts.meters(), parts.mishaps(), properties.unconfirmedLimit(), backfill -> {});
    Heartbeat heartbeat = new Heartbeat(parts, bus, properties.heartbeat(), System::nanoTime);
    StateKeeper keeper = new StateKeeper(parts, outbox, bus, properties.state(), clock);
    EngineLoop loop = new EngineLoop(parts, outbox, heartbeat, keeper, clock, System::nanoTime);
    return new EngineHost(parts, loop, bus, EngineRig::noHistory, properties);
  }

  private void assertOvertakes(
      BusClients clients, MessageType<RiskAlert> type, Priority priority, String alert) {
    EngineDefinition definition = definition();
    EngineHost host = host(definition, clients.client(definition.type(), "overtaken-1"));
    DualBusClient outside = clients.client(new EngineType("outside"), "outside-1");
    host.start();
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                outside.publish(WORK, new RiskAlert("first", 0));
                return worked.get() > 0;
              });
      int before = worked.get();
      for (int i = 0; i < BACKLOG; i++) {
        outside.publish(WORK, new RiskAlert("work", i));
      }
      await().atMost(PATIENCE).until(() -> worked.get() >= before + 100);

      outside.publish(type, new RiskAlert(alert, 0), priority);

      await().atMost(PATIENCE).until(() -> workedAtAlert.get() >= 0);
      assertThat(workedAtAlert.get()).isLessThan(before + BACKLOG / 2);
      await().atMost(PATIENCE).until(() -> worked.get() >= before + BACKLOG);
    } finally {
      host.stop();
    }
  }

  @Test
  void expressType_behind10000OfAnotherType_overtakesThem(BusClients clients) {
    assertOvertakes(clients, ALERT, Priority.CRITICAL, "alert");
  }

  @Test
  void urgentMessage_behind10000OfItsOwnType_overtakesThem(BusClients clients) {
    assertOvertakes(clients, WORK, Priority.URGENT, "urgent");
  }
}
