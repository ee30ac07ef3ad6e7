package dev.nautilus.hub.lookout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.RedisServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RedisLookoutIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String STREAM = "{el:risk:0}";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private static BusAddress address(RedisServer server) {
    return BusAddress.of(server.url(), server.port());
  }

  private double server(String meter, String server) {
    return meters.get("nautilus.hub.redis." + meter).tag("server", server).gauge().value();
  }

  /// -1 while there is no such row.
  private double engine(String meter, String engine) {
    Gauge row = meters.find(meter).tag("server", "engine_logic").tag("engine", engine).gauge();
    return row == null ? -1 : row.value();
  }

  @Test
  void looks_tellServersReadersAndLetters_untilNobodyAnswers() {
    AtomicReference<Optional<BusAddress>> main = new AtomicReference<>(Optional.empty());
    try (BusServers servers = BusServers.start()) {
      RedisServer logic = servers.engineLogic();
      for (int i = 1; i <= 3; i++) {
        logic.command("XADD", STREAM, i + "-0", "f", "x");
      }
      logic.command("XGROUP", "CREATE", STREAM, "ml", "0");
      logic.command("XREADGROUP", "GROUP", "ml", "c", "COUNT", "1", "STREAMS", STREAM, ">");
      logic.command("XADD", STREAM + ":dlq:ml", "*", "f", "x");
      RedisLookout lookout =
          new RedisLookout(
              new RedisLookout.Addresses(address(servers.marketData()), address(logic), main::get),
              meters,
              Duration.ofMillis(100));
      lookout.start();

      await().atMost(PATIENCE).until(() -> engine("nautilus.hub.dead.letters", "ml") == 1);
      assertThat(engine("nautilus.hub.group.owed", "ml")).isBetween(1.0, 3.0);
      assertThat(server("up", "market_data")).isEqualTo(1);
      assertThat(server("clients", "engine_logic")).isPositive();
      assertThat(server("memory", "engine_logic")).isPositive();
      assertThat(server("up", "main")).as("nothing is carried there").isNaN();

      main.set(Optional.of(address(servers.main())));
      await().atMost(PATIENCE).until(() -> server("up", "main") == 1);
      logic.command("DEL", STREAM + ":dlq:ml");
      await().atMost(PATIENCE).until(() -> engine("nautilus.hub.dead.letters", "ml") == 0);
      logic.kill();
      await().atMost(PATIENCE).until(() -> server("up", "engine_logic") == 0);
      assertThat(server("memory", "engine_logic")).as("not an old figure").isNaN();
      logic.restart();
      await().atMost(PATIENCE).until(() -> server("up", "engine_logic") == 1);
      lookout.stop();
      assertThat(lookout.isRunning()).isFalse();
    }
  }
}
