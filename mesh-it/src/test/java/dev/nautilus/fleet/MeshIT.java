package dev.nautilus.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Fill;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The mesh closes: a fleet as `./nautilus up` starts it trades by itself, then prices fall by a
/// fifth within a third of a minute, and everything that was held is sold, once, by orders that
/// risk approved.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MeshIT {
  private static final String ACCOUNT = "main";
  private static final Duration MINUTES = Duration.ofMinutes(6);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int WANTED = 3;

  @TempDir private static Path folder;
  private static RunningFleet fleet;
  private static Witness witness;
  private static Operator operator;
  private static Instant onset = Instant.MAX;
  private static Optional<Message<RiskState>> halt = Optional.empty();

  @BeforeAll
  static void start() {
    fleet = RunningFleet.start(RunningFleet.plan(folder, FleetPorts.free(), List.of()));
    witness = Witness.beside(fleet.plan());
    operator = new Operator(fleet.plan());
  }

  @AfterAll
  static void stop() {
    operator.close();
    witness.close();
    fleet.close();
  }

  @Test
  @Order(2)
  void ticks_throughTheMesh_becomePositions() {
    // Not while a bar has just ended: what is held then is about to change. Strategies may have
    // begun before the witness was there.
    await()
        .atMost(MINUTES)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> second() >= 10 && second() <= 50 && lastFills().size() >= WANTED);
    assertThat(lastFills()).allSatisfy(MeshIT::assertCameFromASignal);
    for (MessageType<?> type :
        List.of(
            MessageType.FEATURE_VECTOR,
            MessageType.ML_PREDICTION,
            MessageType.VPIN_CALCULATION,
            MessageType.TOXICITY,
            MessageType.MARGIN_UPDATE,
            MessageType.PORTFOLIO_UPDATE,
            MessageType.RISK_METRIC,
            MessageType.ANALYTICS_RESULT)) {
      assertThat(fleet.tail(new TailRequest(type, Optional.empty(), 1, true)))
          .as(type.name())
          .hasSize(1);
    }
  }

  /// The last fill that was witnessed of each instrument that is held.
  private static List<Fill> lastFills() {
    return held().keySet().stream()
        .flatMap(
            symbol ->
                witness.fills().stream()
                    .map(Message::payload)
                    .filter(each -> each.account().equals(ACCOUNT))
                    .filter(each -> each.instrument().value().equals(symbol))
                    .reduce((_, later) -> later)
                    .stream())
        .toList();
  }

  private static int second() {
    return (int) (Instant.now().getEpochSecond() % 60);
  }

  private static void assertCameFromASignal(Fill fill) {
    OrderRequest request =
        witness.requests().stream()
            .map(Message::payload)
            .filter(each -> each.clientOrderId().equals(fill.clientOrderId()))
            .findFirst()
            .orElseThrow();
    assertThat(witness.signals()).anyMatch(each -> each.signalId().equals(request.signalId()));
    assertThat(operator.get("strategy", "/api/v1/strategies").has(request.strategy())).isTrue();
    assertApproved(request);
  }

  /// By risk, and not more than that was filled.
  private static void assertApproved(OrderRequest request) {
    Message<OrderDecision> decision = witness.decision(request.clientOrderId()).orElseThrow();
    assertThat(decision.envelope().sender().name()).isEqualTo("risk");
    assertThat(decision.payload().verdict()).isNotEqualTo(OrderDecision.Verdict.DENY);
    BigDecimal filled =
        witness.fills().stream()
            .map(Message::payload)
            .filter(fill -> fill.clientOrderId().equals(request.clientOrderId()))
            .map(Fill::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(filled).isPositive().isLessThanOrEqualTo(decision.payload().quantity());
  }

  /// Units by symbol, without those that are flat.
  private static Map<String, BigDecimal> held() {
    Map<String, BigDecimal> held = new TreeMap<>();
    for (JsonNode position :
        operator.get("portfolio", "/api/v1/positions?account=" + ACCOUNT).path(ACCOUNT)) {
      BigDecimal quantity = decimal(position.path("quantity"));
      if (quantity.signum() != 0) {
        held.put(position.path("instrument").asString(), quantity);
      }
    }
    return held;
  }

  private static BigDecimal decimal(JsonNode number) {
    return new BigDecimal(number.asString());
  }

  @Test
  @Order(3)
  void flashCrash_stopsEverythingOnTheExpressLane() {
    JsonNode crash =
        operator.post(
            FleetPorts.CONTROL,
            "/market/crashes",
            "{\"depth\":0.2,\"lasting\":0.1,\"fallSeconds\":20,\"recoverySeconds\":60}");
    onset = Instant.parse(crash.path("onset").asString());
    await().atMost(Duration.ofMinutes(3)).until(() -> witness.halt(ACCOUNT, onset).isPresent());
    halt = witness.halt(ACCOUNT, onset);
    await().atMost(SOON).until(() -> !witness.crashes().isEmpty());
    await().atMost(SOON).until(() -> flashAlerts() > 0);
    assertThat(witness.crashes()).allMatch(MeshIT::isExpress);
    assertThat(witness.alerts()).allMatch(MeshIT::isExpress);
    assertThat(witness.states()).allMatch(MeshIT::isExpress);
    assertThat(heldAt(onset)).hasSizeGreaterThanOrEqualTo(WANTED);
  }

  private static long flashAlerts() {
    return witness.alerts().stream()
        .filter(alert -> alert.payload().alert().equals("FLASH_CRASH"))
        .count();
  }

  private static boolean isExpress(Message<?> message) {
    return message.envelope().id().stream().endsWith(":express");
  }

  /// Units by symbol at an instant, by what was told of positions.
  private static Map<String, BigDecimal> heldAt(Instant instant) {
    Map<String, BigDecimal> newest = new TreeMap<>();
    for (PositionChange each : witness.positions()) {
      if (each.account().equals(ACCOUNT) && !each.at().isAfter(instant)) {
        newest.put(each.instrument().value(), each.quantity());
      }
    }
    newest.values().removeIf(quantity -> quantity.signum() == 0);
    return newest;
  }

  @Test
  @Order(4)
  void halt_bringsEachPositionToZeroByApprovedReductionsAndNothingElse() {
    Instant halted = halt.orElseThrow().envelope().sentAt();
    Map<String, BigDecimal> before = heldAt(halted);
    assertThat(before).isNotEmpty();
    await().atMost(MINUTES).untilAsserted(() -> assertThat(held()).isEmpty());
    // Bars go on ending; a strategy that could still order would do so with the next.
    Instant nextBar = halted.truncatedTo(ChronoUnit.MINUTES).plusSeconds(75);
    await().atMost(MINUTES).until(() -> Instant.now().isAfter(nextBar) && held().isEmpty());

    List<OrderRequest> after =
        witness.requests().stream()
            .filter(each -> each.envelope().sentAt().isAfter(halted))
            .map(Message::payload)
            .toList();
    // What was on its way before the strategies had heard of the halt risk has refused.
    List<OrderRequest> heard =
        after.stream().dropWhile(each -> !each.reason().equals("halt")).toList();
    assertThat(heard).isNotEmpty().allMatch(OrderRequest::reduceOnly);
    assertThat(after).filteredOn(each -> !each.reduceOnly()).allMatch(MeshIT::isRefused);
    before.forEach((symbol, quantity) -> assertClosed(symbol, quantity, after));
    assertThat(operator.get("strategy", "/api/v1/snapshot").toString()).contains("HALTED");
    assertThat(fleet.status()).contains("enhanced-vpin");
  }

  private static boolean isRefused(OrderRequest request) {
    String id = request.clientOrderId();
    return witness.decision(id).orElseThrow().payload().verdict() == OrderDecision.Verdict.DENY
        && witness.fills().stream().noneMatch(fill -> fill.payload().clientOrderId().equals(id));
  }

  private static void assertClosed(String symbol, BigDecimal held, List<OrderRequest> after) {
    // A closing order that is late is asked for again under the same id.
    Map<String, OrderRequest> orders =
        after.stream()
            .collect(Collectors.toMap(OrderRequest::clientOrderId, each -> each, (one, _) -> one));
    List<Fill> fills =
        witness.fills().stream()
            .map(Message::payload)
            .filter(fill -> fill.account().equals(ACCOUNT))
            .filter(fill -> fill.instrument().value().equals(symbol))
            .filter(fill -> orders.containsKey(fill.clientOrderId()))
            .toList();
    fills.forEach(fill -> assertApproved(requireNonNull(orders.get(fill.clientOrderId()))));
    assertThat(fills.stream().map(MeshIT::signed).reduce(BigDecimal.ZERO, BigDecimal::add))
        .as("units of %s closed after the halt", symbol)
        .isEqualByComparingTo(held.negate());
  }

  private static BigDecimal signed(Fill fill) {
    return fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
  }

  @Test
  @Order(5)
  void books_fillsAndTape_agreeToTheMinorUnit() {
    List<Fill> fills = witness.fills().stream().map(Message::payload).toList();
    Map<String, JsonNode> tape = new TreeMap<>();
    fleet
        .tail(new TailRequest(MessageType.TRADE_EXECUTION, Optional.empty(), fills.size(), true))
        .forEach(
            line -> tape.put(line.at("/payload/executionId").asString(), line.path("payload")));
    assertThat(tape).hasSameSizeAs(fills);
    assertThat(fills)
        .allSatisfy(
            fill -> {
              JsonNode print = requireNonNull(tape.get(fill.fillId()));
              assertThat(decimal(print.path("quantity"))).isEqualByComparingTo(fill.quantity());
              assertThat(decimal(print.path("price"))).isEqualByComparingTo(fill.price());
              assertThat(print.path("side").asString()).isEqualTo(fill.side().name());
            });
    JsonNode nav = operator.get("portfolio", "/api/v1/nav?account=" + ACCOUNT).path(ACCOUNT);
    BigDecimal cash = decimal(nav.path("paidIn"));
    for (Fill fill : fills) {
      if (fill.account().equals(ACCOUNT)) {
        cash = cash.subtract(signed(fill).multiply(fill.price())).subtract(fill.commission());
      }
    }
    BigDecimal told = decimal(nav.path("cash").path("USD"));
    assertThat(told).isEqualByComparingTo(cash.setScale(2, RoundingMode.HALF_EVEN));
    assertThat(decimal(nav.path("value"))).isEqualByComparingTo(told);
  }
}
