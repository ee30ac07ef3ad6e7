package dev.nautilus.hub.bridge;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.hub.terms.TestTerms;
import dev.nautilus.message.Quote;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the sources' terms forbid to store does not get onto the disk of main Redis.
class BridgeTermsIT {
  private static final String STREAM = "nautilus-marketdata-streams";
  private static final Quote REAL = (Quote) TestTerms.real(quote("REAL", 100, NOON));
  private static final Quote SIMULATED = quote("SIMULATED", 100, NOON);

  private static List<String> carried(BusServers redis, int expected) throws Exception {
    try (BridgeStage stage = new BridgeStage(redis);
        BusClients clients = new BusClients(redis)) {
      stage.bridge().start();
      stage.legacy(EngineType.RISK);
      await()
          .atMost(BridgeStage.SOON)
          .until(() -> stage.bridge().health().detail().startsWith("Carrying"));
      DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
      for (Quote each : List.of(REAL, SIMULATED)) {
        hub.publish(MessageType.QUOTE, each).toCompletableFuture().get(10, TimeUnit.SECONDS);
      }
      await().atMost(BridgeStage.SOON).until(() -> stage.entries(STREAM).size() == expected);
      double heldBack =
          stage
              .meters
              .find("nautilus.hub.bridge.refused")
              .tag("reason", "terms")
              .counters()
              .stream()
              .mapToDouble(each -> each.count())
              .sum();
      assertThat(heldBack).isEqualTo(2 - expected);
      return stage.entries(STREAM).stream().map(BridgeTermsIT::symbol).toList();
    }
  }

  private static String symbol(Map<String, String> entry) {
    return String.valueOf(entry.get("payload")).contains("SIMULATED") ? "SIMULATED" : "REAL";
  }

  @Test
  void mainThatAppendsToALog_isNotGivenWhatMayNotBeStored() throws Exception {
    try (BusServers redis = BusServers.startAppendOnly()) {
      assertThat(carried(redis, 1)).containsExactly("SIMULATED");
    }
  }

  @Test
  void mainThatSavesBySchedule_isNotGivenItEither() throws Exception {
    try (BusServers redis = BusServers.start()) {
      redis.main().command("CONFIG", "SET", "save", "3600 1");
      assertThat(carried(redis, 1)).containsExactly("SIMULATED");
    }
  }

  @Test
  void mainInMemory_isGivenEverything() throws Exception {
    try (BusServers redis = BusServers.start()) {
      assertThat(carried(redis, 2)).containsExactly("REAL", "SIMULATED");
    }
  }
}
