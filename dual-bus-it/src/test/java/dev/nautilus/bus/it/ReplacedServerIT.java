package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.message.SystemAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Servers that lose their memory, and such that do not. None of them keeps anything on disk.
@NautilusBusTest
class ReplacedServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "replaced.pushed", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "replaced.pulled", Numbered.class).keyedBy(Numbered::key);

  private static RedisServer server(BusServers servers, Bus bus) {
    return bus == Bus.MARKET_DATA ? servers.marketData() : servers.engineLogic();
  }

  private static void publish(DualBusClient bus, MessageType<Numbered> type, int number) {
    assertThat(bus.publish(type, new Numbered("key", number))).succeedsWithin(PATIENCE);
  }

  private static boolean isReplacement(SystemAlert alert, Bus bus) {
    return alert.code().equals("SERVER_REPLACED")
        && alert.component().equals(bus == Bus.MARKET_DATA ? "marketdata-bus" : "engine-logic-bus");
  }

  @Test
  void marketData_flushed_isHeardAndWhatFollowsArrives(BusServers servers, BusClients clients) {
    assertHeard(Bus.MARKET_DATA, PUSHED, clients, () -> servers.marketData().flush());
  }

  @Test
  void engineLogic_flushed_isHeardAndWhatFollowsArrives(BusServers servers, BusClients clients) {
    assertHeard(Bus.ENGINE_LOGIC, PULLED, clients, () -> servers.engineLogic().flush());
  }

  @Test
  void marketData_restartedEmpty_isHeardAndWhatFollowsArrives(
      BusServers servers, BusClients clients) {
    assertHeard(Bus.MARKET_DATA, PUSHED, clients, () -> servers.marketData().restart());
  }

  @Test
  void engineLogic_restartedEmpty_isHeardAndWhatFollowsArrives(
      BusServers servers, BusClients clients) {
    assertHeard(Bus.ENGINE_LOGIC, PULLED, clients, () -> servers.engineLogic().restart());
  }

  private static void assertHeard(
      Bus bus, MessageType<Numbered> type, BusClients clients, Runnable fault) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    DualBusClient reader =
        clients.client(clients.builder(EngineType.RISK, "risk-1").meters(meters));
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    AtomicInteger told = new AtomicInteger();
    reader.onServerReplaced(bus, told::incrementAndGet);
    Recorder<SystemAlert> alerts = Recorder.on(reader, MessageType.SYSTEM_ALERT);
    Recorder<Numbered> seen = Recorder.on(reader, type);
    publish(writer, type, 1);
    seen.await(1, PATIENCE);

    fault.run();

    alerts.awaitMatch(alert -> isReplacement(alert, bus), PATIENCE);
    await().atMost(PATIENCE).until(() -> told.get() == 1);
    publish(writer, type, 2);
    seen.await(2, PATIENCE);
    assertThat(seen.payloads()).extracting(Numbered::number).containsExactly(1, 2);
    // One by the client itself, one published by whoever met the server first.
    await()
        .atMost(PATIENCE)
        .until(() -> alerts.payloads().stream().filter(a -> isReplacement(a, bus)).count() == 2);
    assertThat(
            meters
                .get("nautilus.bus.server.replaced")
                .tag("bus", bus.name().toLowerCase(Locale.ROOT))
                .functionCounter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void connections_cut_areNoReplacement(BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    AtomicInteger told = new AtomicInteger();
    for (Bus bus : Bus.values()) {
      reader.onServerReplaced(bus, told::incrementAndGet);
    }
    publish(reader, PULLED, 1);
    for (Bus bus : Bus.values()) {
      server(servers, bus).command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
    await().atMost(PATIENCE).until(() -> reader.statistics(Bus.ENGINE_LOGIC).reconnects() > 0);
    publish(reader, PULLED, 2);
    publish(reader, PUSHED, 2);

    assertThat(told).hasValue(0);
    assertThat(server(servers, Bus.ENGINE_LOGIC).command("GET", "el:incarnation")).isNotNull();
  }
}
