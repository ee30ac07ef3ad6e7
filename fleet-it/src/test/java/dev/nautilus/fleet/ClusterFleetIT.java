package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisCluster;
import dev.nautilus.bus.testkit.RedisNode;
import dev.nautilus.hub.HubApplication;
import dev.nautilus.message.Bar;
import dev.nautilus.message.EngineHealth;
import dev.nautilus.message.Quote;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The hub and three engines as `up` starts them, with both buses on a Redis Cluster that the plan
/// names, and no main Redis; and what people ask such a fleet.
@EnabledIf("dev.nautilus.bus.testkit.RedisCluster#isPossible")
class ClusterFleetIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private final RedisCluster redis = RedisCluster.start();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    redis.close();
  }

  private FleetPlan start() {
    FleetPlan plan =
        new FleetPlan(
            new RunFolder(folder),
            FleetPorts.free().with(new NamedBuses(redis.url(), redis.url())),
            VendorMode.SIMULATED,
            true,
            List.of("AAPL", "MSFT"),
            PATIENCE,
            true,
            Optional.empty());
    running.push(SimulatedVendors.start(plan.ports()));
    running.push(HubApplication.run(plan.hubArguments()));
    for (String engine : List.of("marketdata", "features", "websocket")) {
      running.push(EngineService.named(engine).start(plan));
    }
    new FleetState(plan).write(FleetState.READY);
    return plan;
  }

  private DualBusClient listener() {
    DualBusClient client =
        DualBusClient.builder(new EngineType("listener"), "listener-1")
            .marketData(redis.url())
            .engineLogic(redis.url())
            .options(BusOptions.DEFAULTS.toBuilder().drainTimeout(Duration.ofSeconds(2)).build())
            .build();
    running.push(client);
    return client;
  }

  @Test
  void hubAndEngines_onACluster_flowAndGoOnWhenAMasterDies() {
    DualBusClient listener = listener();
    Recorder<Quote> quotes = Recorder.on(listener, MessageType.QUOTE);
    Recorder<Bar> bars = Recorder.on(listener, MessageType.BAR);
    Recorder<EngineHealth> health = Recorder.on(listener, MessageType.ENGINE_HEALTH);
    FleetPlan plan = start();

    quotes.awaitMatch(quote -> quote.instrument().value().equals("AAPL"), PATIENCE);
    bars.awaitMatch(bar -> bar.instrument().value().equals("AAPL"), PATIENCE);
    health.awaitMatch(said -> said.status() == EngineHealth.Status.READY, PATIENCE);
    assertAsked(plan);

    RedisNode died = redis.killOwner(redis.slot("{md:ticks:0}"));
    long version = newest(quotes);
    int heard = health.payloads().size();
    int seen = bars.payloads().size();
    quotes.awaitMatch(quote -> quote.provenance().version() > version, PATIENCE);
    await().atMost(PATIENCE).until(() -> health.payloads().size() > heard);
    try (Probe probe = new Probe()) {
      String hub = plan.httpUrl(FleetPorts.HUB);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Probe.Answer answer = probe.get(hub + "/api/v1/bar/MSFT?interval=5m&limit=10");
                assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
              });
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(probe.text(hub + "/metrics"))
                      .contains("redis_up{server=\"market_data\"} 1.0")
                      .doesNotContain(died.address()));
    }
    await().atMost(PATIENCE).until(() -> bars.payloads().size() > seen);
    assertAsked(plan);
  }

  private static long newest(Recorder<Quote> quotes) {
    return quotes.payloads().stream()
        .mapToLong(quote -> quote.provenance().version())
        .max()
        .orElseThrow();
  }

  /// `tail`, `dlq` and `groups` find the buses where the fleet has them.
  private static void assertAsked(FleetPlan plan) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    RunFolder run = plan.run();
    new Tail(run, out).print(new TailRequest(MessageType.QUOTE, Optional.of("AAPL"), 1, false));
    Dlq.of(run, out)
        .run(DlqRequest.of(CommandLine.of(List.of("dlq", "list"), Set.of(), Set.of("all"))));
    Groups.of(run, out)
        .run(GroupsRequest.of(CommandLine.of(List.of("groups", "list"), Set.of(), Set.of())));
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains("\"type\":\"quote\"", "AAPL", "No dead letters.", "websocket");
  }
}
