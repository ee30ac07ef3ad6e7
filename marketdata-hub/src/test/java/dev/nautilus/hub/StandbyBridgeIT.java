package dev.nautilus.hub;

import static dev.nautilus.hub.TwoHubs.SOON;
import static dev.nautilus.hub.TwoHubs.TAKE_OVER;
import static dev.nautilus.hub.TwoHubs.awaitLeads;
import static dev.nautilus.hub.TwoHubs.awaitStandsBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.message.RiskAlert;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The bridge goes with the lead: what an engine on main Redis says reaches the bus once and in
/// order, whoever carries it.
class StandbyBridgeIT {
  private static final long PACE = TimeUnit.MILLISECONDS.toNanos(20);

  /// The hubs' logs; kept when something fails.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  /// An engine that has not moved: one alert after the other, each with its number.
  private static final class LegacyEngine implements AutoCloseable {
    private final RedisServer main;
    private final AtomicInteger said = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopping;

    LegacyEngine(RedisServer main) {
      this.main = main;
      this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
      while (!stopping) {
        say(said.get());
        said.incrementAndGet();
        LockSupport.parkNanos(PACE);
      }
    }

    private void say(int number) {
      main.command(
          "XADD",
          "nautilus-risk-streams",
          "*",
          "message_type",
          "RISK_ALERT",
          "source_engine",
          "RISK",
          "source_instance",
          "legacy-1",
          "payload",
          "{\"alert\":\"%d\",\"threshold\":0.95,\"account\":\"fund\",\"detail\":\"\",\"simulated\":true}"
              .formatted(number),
          "priority",
          "NORMAL",
          "timestamp",
          "1700000000.25",
          "correlation_id",
          "");
    }

    int said() {
      return said.get();
    }

    @Override
    public void close() {
      stopping = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void awaitCarries(HubProcess hub) {
    await(hub.name)
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> hub.bridgePart().startsWith("Carrying"));
  }

  private static void awaitMore(Recorder<RiskAlert> alerts) {
    alerts.await(alerts.messages().size() + 100, SOON);
  }

  @Test
  void leaderFrozenThenKilled_theBridgeGoesAlong_nothingIsLostOrTwice() throws Exception {
    try (TwoHubs hubs = new TwoHubs(folder);
        EngineModes modes =
            EngineModes.at(BusAddress.of(hubs.redis.engineLogic().url(), 6381));
        Recorder<RiskAlert> alerts =
            Recorder.on(
                hubs.clients.client(EngineType.STRATEGY, "strategy-1"), MessageType.RISK_ALERT)) {
      HubProcess first = hubs.first;
      HubProcess second = hubs.standby();
      modes.set(EngineType.RISK, EngineMode.LEGACY);
      awaitCarries(first);
      LegacyEngine legacy = new LegacyEngine(hubs.redis.main());
      try (legacy) {
        awaitMore(alerts);

        first.pause();
        awaitLeads(second, TAKE_OVER);
        awaitCarries(second);
        awaitMore(alerts);
        first.goOn();
        awaitStandsBy(first);
        assertThat(first.bridgePart()).as("it carries no more").isEmpty();
        awaitMore(alerts);

        second.kill();
        awaitLeads(first, TAKE_OVER);
        awaitCarries(first);
        awaitMore(alerts);
      }
      int said = legacy.said();
      alerts.awaitMatch(alert -> alert.alert().equals(String.valueOf(said - 1)), SOON);
      List<String> expected = IntStream.range(0, said).mapToObj(String::valueOf).toList();
      assertThat(alerts.payloads()).extracting(RiskAlert::alert).isEqualTo(expected);
    }
  }
}
