package dev.nautilus.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.message.Quote;
import dev.nautilus.simulator.VendorSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One vendor, the three Redises, and hubs in processes of their own: the first leads, the second
/// stands by.
final class TwoHubs implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);

  /// What is promised: a lease of three seconds, and the start of the leader's parts.
  static final Duration TAKE_OVER = Duration.ofSeconds(5);

  private static final int TERM_BITS = 40;

  final BusServers redis = BusServers.startAppendOnly();
  final BusClients clients = new BusClients(redis);
  final VendorSimulator simulator = VendorSimulator.builder().ephemeralPorts().start();
  final HubProcess first;
  private final List<HubProcess> all = new ArrayList<>();
  private final Path folder;

  /// Starts the one that leads, and waits until it does.
  TwoHubs(Path folder) throws IOException {
    this.folder = folder;
    this.first = start("hub-a");
    awaitLeads(first, SOON);
  }

  /// Starts a hub, and does not wait.
  HubProcess start(String name) throws IOException {
    HubProcess hub = new HubProcess(name, redis, simulator, folder, List.of());
    all.add(hub);
    return hub;
  }

  /// Starts one that stands by, and waits until it knows who leads.
  HubProcess standby() throws IOException {
    HubProcess second = start("hub-b");
    await(second.name)
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> second.leaderPart().contains(first.name + " at "));
    return second;
  }

  static void awaitLeads(HubProcess hub, Duration longest) {
    await(hub.name).atMost(longest).ignoreExceptions().until(hub::leads);
  }

  static void awaitStandsBy(HubProcess hub) {
    await(hub.name).atMost(SOON).ignoreExceptions().until(hub::standsBy);
  }

  /// Subscribes to quotes over REST.
  static String follow(HubProcess leader, String symbol) throws Exception {
    JsonNode answer =
        leader.http.postJson(
            "/subscription/create",
            """
            {"engine": "risk", "symbols": ["%s"], "data_types": ["quote"]}"""
                .formatted(symbol));
    if (!answer.has("id")) {
      throw new AssertionError(leader.name + " made no subscription: " + answer);
    }
    return answer.get("id").asString();
  }

  static long term(long version) {
    return version >> TERM_BITS;
  }

  /// Of each instrument, in the order they came.
  static void assertVersionsRise(List<Quote> quotes) {
    Map<String, Long> newest = new HashMap<>();
    for (Quote quote : quotes) {
      long version = quote.provenance().version();
      Long before = newest.put(quote.instrument().value(), version);
      assertThat(before == null ? 0 : before).as(quote.instrument().value()).isLessThan(version);
    }
  }

  @Override
  public void close() {
    all.forEach(HubProcess::close);
    simulator.close();
    clients.close();
    redis.close();
  }
}
