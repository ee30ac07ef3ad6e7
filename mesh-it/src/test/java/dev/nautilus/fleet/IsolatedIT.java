package dev.nautilus.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Each engine a process of its own, as `./nautilus up --isolated` starts them, killed with -9 one
/// after the other while fills come in: none of what was confirmed is lost, and the mesh goes on.
///
/// In each build three are killed, those that orders and money go through; with
/// `-Dnautilus.kill=all` all thirteen, with `-Dnautilus.kill=ml,vpin` these.
class IsolatedIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<InstrumentId> OTHERS =
      Stream.of("MSFT", "GOOG", "AMZN", "NVDA", "TSLA", "META", "JPM", "XOM", "SPY", "QQQ", "BABA")
          .map(InstrumentId::of)
          .toList();
  private static final BigDecimal PAID_IN = new BigDecimal("1000000");

  @TempDir private Path folder;

  @Test
  void kill9_ofAnyEngineUnderLoad_losesNothingAndTheMeshGoesOn() throws Exception {
    FleetPlan plan = plan();
    try (RunningFleet fleet = RunningFleet.start(plan);
        Operator operator = new Operator(plan);
        BrokerLoad load = BrokerLoad.start(plan)) {
      payIn(operator);
      List<String> victims = victims();
      for (String engine : victims) {
        InstrumentId symbol = OTHERS.get(victims.indexOf(engine) % OTHERS.size());
        load.tellOnce(symbol, "before-" + engine);
        awaitSeenByRisk(operator, load, symbol);
        int before = load.confirmed().size();
        kill(fleet, engine);
        assertThat(load.confirmed()).hasSizeGreaterThan(before);
        awaitSeenByRisk(operator, load, symbol);
      }
      load.end();
      assertThat(load.failed()).isEmpty();
      assertNothingIsOwed(plan);
      assertBooked(operator, load);
      assertGoesOn(fleet);
    }
  }

  private FleetPlan plan() {
    FleetPlan one = RunningFleet.plan(folder, FleetPorts.free(), List.of("AAPL", "MSFT"));
    return new FleetPlan(
        one.run(),
        one.ports(),
        one.mode(),
        one.externalRedis(),
        one.symbols(),
        Duration.ofMinutes(6),
        one.migrated(),
        Optional.of("256m"));
  }

  private static List<String> victims() {
    String wanted = System.getProperty("nautilus.kill", "strategy,risk,portfolio");
    Stream<String> names =
        wanted.equals("all")
            ? EngineService.all().stream().map(EngineService::name)
            : Stream.of(wanted.split(",", -1));
    return names.map(name -> EngineService.named(name).name()).toList();
  }

  /// The account has money before it is judged by what it holds.
  private static void payIn(Operator operator) {
    await()
        .atMost(PATIENCE)
        .until(() -> operator.get("portfolio", "/api/v1/nav").has(BrokerLoad.ACCOUNT));
    operator.post(
        "portfolio",
        "/api/v1/cash",
        "{\"account\":\"%s\",\"amount\":%s,\"at\":\"%s\"}"
            .formatted(BrokerLoad.ACCOUNT, PAID_IN, Instant.now()));
  }

  /// Of a position that no later message tells again: what risk does not remember is gone.
  private static void awaitSeenByRisk(Operator operator, BrokerLoad load, InstrumentId symbol) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              BigDecimal units = load.units(symbol);
              return units.signum() != 0 && seenByRisk(operator, symbol).compareTo(units) == 0;
            });
  }

  private static BigDecimal seenByRisk(Operator operator, InstrumentId symbol) {
    String at = "/view/accounts/" + BrokerLoad.ACCOUNT + "/positions/" + symbol;
    return new BigDecimal(operator.get("risk", "/api/v1/snapshot").at(at).asString("0"));
  }

  private static void kill(RunningFleet fleet, String engine) {
    EngineProcess process = requireNonNull(fleet.fleet().processes().get(engine));
    long pid = process.pid();
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    try (Probe probe = new Probe()) {
      String url = fleet.plan().httpUrl(engine) + "/api/v1/status";
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> process.pid() != pid && probe.get(url).text("state").equals("READY"));
    }
    assertThat(process.restarts()).isEqualTo(1);
    assertThat(fleet.status()).contains("process " + process.pid() + ", started again 1 times");
    assertThat(fleet.shown()).contains("ended with exit code 137; starts again in 1 s");
  }

  /// Whatever a group was handed it has acknowledged, and there is nothing left to hand out.
  private static void assertNothingIsOwed(FleetPlan plan) {
    Function<RedisRole, BusAddress> addresses =
        role -> new BusAddress("127.0.0.1", plan.ports().of(role), null, null, false);
    try (Servers servers = new Servers(addresses)) {
      for (EngineService engine : EngineService.all()) {
        EngineType type = new EngineType(engine.name());
        // The market never stops: between two looks something may be on its way again.
        await()
            .atMost(PATIENCE)
            .until(() -> servers.owedOnBuses(type) + servers.owedOnMain(type) == 0);
      }
    }
    ByteArrayOutputStream letters = new ByteArrayOutputStream();
    Dlq.of(plan.run(), RunningFleet.stream(letters))
        .run(DlqRequest.of(CommandLine.of(List.of("dlq", "list"), Set.of(), Set.of("all"))));
    assertThat(letters.toString(StandardCharsets.UTF_8)).contains("No dead letters.");
  }

  /// Every fill that was confirmed counts, once: money and units to the last cent, and risk sees
  /// the same units.
  private static void assertBooked(Operator operator, BrokerLoad load) {
    BigDecimal cash = PAID_IN;
    for (Fill fill : load.confirmed()) {
      BigDecimal value = fill.quantity().multiply(fill.price());
      cash = fill.side() == Side.BUY ? cash.subtract(value) : cash.add(value);
      cash = cash.subtract(fill.commission());
    }
    String money = cash.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode account =
                  operator
                      .get("portfolio", "/api/v1/nav?account=" + BrokerLoad.ACCOUNT)
                      .path(BrokerLoad.ACCOUNT);
              assertThat(new BigDecimal(account.at("/cash/USD").asString()))
                  .isEqualByComparingTo(money);
              for (JsonNode position : account.path("positions")) {
                InstrumentId symbol = InstrumentId.of(position.path("instrument").asString());
                BigDecimal units = load.units(symbol);
                assertThat(new BigDecimal(position.path("quantity").asString()))
                    .isEqualByComparingTo(units);
                assertThat(seenByRisk(operator, symbol)).isEqualByComparingTo(units);
              }
            });
  }

  private static void assertGoesOn(RunningFleet fleet) {
    for (MessageType<?> type :
        List.of(
            MessageType.NBBO,
            MessageType.FEATURE_VECTOR,
            MessageType.ML_PREDICTION,
            MessageType.PORTFOLIO_UPDATE,
            MessageType.MARGIN_UPDATE,
            MessageType.RISK_METRIC)) {
      assertThat(fleet.tail(new TailRequest(type, Optional.empty(), 1, false)))
          .as(type.name())
          .hasSize(1);
    }
    assertThat(fleet.status()).contains("Fleet ready");
  }
}
