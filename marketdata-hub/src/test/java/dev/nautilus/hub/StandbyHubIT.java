package dev.nautilus.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.Quote;
import dev.nautilus.simulator.VendorSimulator;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two hubs in processes of their own, one vendor: who leads, what the other does, and what happens
/// when the leader is killed or merely stopped.
class StandbyHubIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// What is promised: a lease of three seconds, and the start of the leader's parts.
  private static final Duration TAKE_OVER = Duration.ofSeconds(5);

  @TempDir private Path folder;

  private static void awaitLeads(HubProcess hub, Duration longest) {
    await(hub.name).atMost(longest).ignoreExceptions().until(hub::leads);
  }

  private static String follow(HubProcess leader) throws Exception {
    JsonNode made =
        leader.http.postJson(
            "/subscription/create",
            """
            {"engine": "risk", "symbols": ["NVDA"], "data_types": ["quote"]}""");
    return made.get("id").asString();
  }

  private static long version(HubProcess hub) throws Exception {
    JsonNode quote = hub.http.json("/api/v1/quote/NVDA");
    return quote.has("version") ? quote.get("version").asLong() : 0;
  }

  private static void assertVersionsRise(List<Quote> quotes) {
    Map<String, Long> newest = new HashMap<>();
    for (Quote quote : quotes) {
      Long before = newest.put(quote.instrument().value(), quote.provenance().version());
      assertThat(before == null ? 0 : before).isLessThanOrEqualTo(quote.provenance().version());
    }
  }

  @Test
  void leaderKilled_followerLeads_subscriptionsGoOn_versionsRise() throws Exception {
    try (BusServers redis = BusServers.startAppendOnly();
        BusClients clients = new BusClients(redis);
        VendorSimulator simulator = VendorSimulator.builder().ephemeralPorts().start();
        HubProcess first = new HubProcess("hub-a", redis, simulator, folder)) {
      awaitLeads(first, SOON);
      try (HubProcess second = new HubProcess("hub-b", redis, simulator, folder);
          Recorder<Quote> quotes =
              Recorder.on(clients.client(EngineType.RISK, "risk-1"), MessageType.QUOTE)) {
        await().atMost(SOON).ignoreExceptions().until(() -> second.leaderPart().contains("hub-a"));
        String id = follow(first);
        quotes.await(3, SOON);
        await("the follower hears").atMost(SOON).until(() -> version(second) > 0);

        HttpResponse<String> refused = second.http.get("/api/v1/fundamental/MSFT");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("hub-a");
        assertThat(second.vendor.said()).as("said to the vendor while standing by").isEmpty();
        long before = version(second);

        String last = follow(first);
        first.kill();
        awaitLeads(second, TAKE_OVER);
        int heard = quotes.payloads().size();
        quotes.await(heard + 3, SOON);
        assertThat(second.http.get("/subscription/" + id).statusCode()).isEqualTo(200);
        assertThat(second.http.get("/subscription/" + last).statusCode()).isEqualTo(200);
        assertThat(version(second) >> 40).isGreaterThan(before >> 40);
        assertVersionsRise(quotes.payloads());
      }
    }
  }

  @Test
  void leaderStopped_saysNothingMoreToTheVendor_andStandsByWhenItGoesOn() throws Exception {
    try (BusServers redis = BusServers.startAppendOnly();
        BusClients clients = new BusClients(redis);
        VendorSimulator simulator = VendorSimulator.builder().ephemeralPorts().start();
        HubProcess first = new HubProcess("hub-a", redis, simulator, folder)) {
      awaitLeads(first, SOON);
      try (HubProcess second = new HubProcess("hub-b", redis, simulator, folder);
          Recorder<Quote> quotes =
              Recorder.on(clients.client(EngineType.RISK, "risk-1"), MessageType.QUOTE)) {
        await().atMost(SOON).ignoreExceptions().until(() -> second.leaderPart().contains("hub-a"));
        var _ = follow(first);
        quotes.await(3, SOON);

        first.pause();
        awaitLeads(second, TAKE_OVER);
        await().atMost(SOON).until(() -> !second.vendor.said().isEmpty());
        first.goOn();
        await().atMost(SOON).ignoreExceptions().until(first::standsBy);
        await("its connections are closed")
            .atMost(SOON)
            .until(() -> first.vendor.connections() == 0);
        int heard = quotes.payloads().size();
        quotes.await(heard + 3, SOON);

        long taken = second.vendor.said().getFirst();
        assertThat(first.vendor.said()).as("said after another led").allMatch(at -> at < taken);
        assertVersionsRise(quotes.payloads());
        await("hears again")
            .atMost(SOON)
            .until(() -> version(first) >> 40 == version(second) >> 40);
      }
    }
  }
}
