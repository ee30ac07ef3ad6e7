package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.legacy.Fences;
import dev.nautilus.bus.legacy.LegacyOrigin;
import dev.nautilus.bus.lettuce.StreamFacts;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.hub.HubMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Closing fences that go with the memory of their server while an engine is still busy with what
/// lies before them, and publishers go on.
@NautilusBusTest(appendOnly = true)
class ClosingFenceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CARRIED_TO = "nautilus-strategy-streams";
  private static final String CARRIED_FROM = "{el:system:0}";

  /// What main loses when its host fails: the end of a stream, and the note of how far it reaches.
  private static final String LOSE_THE_END =
      """
      for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+')) do
        redis.call('XDEL', KEYS[1], entry[1])
      end
      return redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
      """;

  private BusServers redis;
  private BridgeStage stage;
  private final Numbers atRisk = new Numbers();

  @BeforeEach
  void open(BusServers redis) {
    this.redis = redis;
    stage = new BridgeStage(redis);
    stage.bridge().start();
  }

  @AfterEach
  void close() {
    atRisk.goOn();
    stage.close();
  }

  private DualBusClient risk(BusClients clients, EngineMode first) {
    DualBusClient risk =
        clients.client(
            clients.builder(EngineType.RISK, "risk-1").main(redis.main().url()).mode(first));
    atRisk.subscribe(risk, MessageType.BACKTEST_PROGRESS);
    // Pushed streams have fences, too.
    risk.subscribe(MessageType.MARKET_DATA, _ -> {});
    return risk;
  }

  private static NumberFlow flow(BusClients clients) {
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    return new NumberFlow(strategy, MessageType.BACKTEST_PROGRESS, "s");
  }

  private Migration migration() {
    return stage.modes.migration(EngineType.RISK).orElseThrow();
  }

  /// Moves risk as far as it comes while its handler waits.
  private Map<String, String> moveToTheClosingFences(EngineMode to) {
    stage.modes.begin(EngineType.RISK, to);
    await().atMost(PATIENCE).until(() -> migration().phase() == Phase.CARRIED);
    return new Fences(migration()).closing();
  }

  private double renewed() {
    return stage.meters.get(HubMeter.BRIDGE_FENCES_RENEWED.getName()).counter().count();
  }

  private void endsWhole(DualBusClient risk, EngineMode to, NumberFlow flow) {
    await().atMost(PATIENCE).until(() -> migration().phase() == Phase.DONE && risk.mode() == to);
    flow.awaitMore(50);
    flow.stop();
    atRisk.awaitAll(flow, PATIENCE);
    assertThat(flow.failures()).isEmpty();
    atRisk.assertOnceAndInOrder();
  }

  @Test
  void wayBack_closingFencesGone_areSetAnewAndToldOf(BusClients clients) {
    DualBusClient risk = risk(clients, EngineMode.DUAL);
    try (NumberFlow flow = flow(clients)) {
      flow.awaitMore(50);
      atRisk.hold();
      flow.awaitMore(50);
      Map<String, String> closing = moveToTheClosingFences(EngineMode.LEGACY);
      assertThat(closing).containsKeys(CARRIED_FROM, "{md:app:0}");

      closing.forEach(
          (stream, entry) -> {
            RedisServer bus = stream.startsWith("{md:") ? redis.marketData() : redis.engineLogic();
            bus.command("XDEL", stream, entry);
          });

      await().atMost(PATIENCE).until(() -> renewed() == closing.size());
      assertThat(new Fences(migration()).closing())
          .hasSameSizeAs(closing)
          .allSatisfy((stream, entry) -> assertThat(entry).isNotEqualTo(closing.get(stream)));
      assertThat(stage.losses).anyMatch(told -> told.matches("risk \\d+ fences"));
      atRisk.goOn();
      endsWhole(risk, EngineMode.LEGACY, flow);
    }
  }

  @Test
  void wayThere_mainLosesItsEnd_handlesWhatIsCarriedAgainBeforeItGoesOn(BusClients clients) {
    DualBusClient risk = risk(clients, EngineMode.LEGACY);
    try (NumberFlow flow = flow(clients)) {
      await().atMost(PATIENCE).until(() -> atRisk.numbers("s").size() > 50);
      atRisk.hold();
      flow.awaitMore(300);
      Map<String, String> closing = moveToTheClosingFences(EngineMode.DUAL);

      loseTheEnd(closing.getOrDefault(CARRIED_TO, ""));
      atRisk.goOn();

      endsWhole(risk, EngineMode.DUAL, flow);
      assertThat(renewed()).isPositive();
    }
  }

  /// Of what the engine was not handed yet, the second half and everything behind it.
  private void loseTheEnd(String closing) {
    String handed = handed();
    List<Map<String, String>> ends = new ArrayList<>();
    List<Map<String, String>> carried =
        stage.entries(CARRIED_TO).stream().filter(each -> each.containsKey("origin")).toList();
    for (int i = 0; i + 1 < carried.size(); i++) {
      Map<String, String> entry = carried.get(i);
      boolean waits =
          StreamFacts.compare(id(entry), handed) > 0 && StreamFacts.compare(id(entry), closing) < 0;
      if (waits && !frame(entry).equals(frame(carried.get(i + 1)))) {
        ends.add(entry);
      }
    }
    assertThat(ends).as("frames that wait").hasSizeGreaterThan(20);
    Map<String, String> last = ends.get(ends.size() / 2);
    redis
        .main()
        .command(
            "EVAL",
            LOSE_THE_END,
            "2",
            CARRIED_TO,
            Outward.POSITIONS,
            id(last),
            CARRIED_FROM,
            frame(last));
  }

  private static String id(Map<String, String> entry) {
    return entry.getOrDefault("id", "");
  }

  /// Entry of the bus stream that a carried entry was in.
  private static String frame(Map<String, String> carried) {
    return LegacyOrigin.parse(carried.getOrDefault("origin", "")).entry();
  }

  private String handed() {
    List<?> groups = (List<?>) redis.main().command("XINFO", "GROUPS", CARRIED_TO);
    assertThat(groups).hasSize(1);
    List<?> risk = (List<?>) groups.get(0);
    return String.valueOf(risk.get(risk.indexOf("last-delivered-id") + 1));
  }
}
