package dev.nautilus.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineLogicGuardsTest {
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static void assertRefused(ThrowingCallable making, String why) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(why);
  }

  private static OrderRequest order(
      OrderRequest.Type type,
      @Nullable String limit,
      @Nullable String stop,
      Side side,
      String quantity) {
    return new OrderRequest(
        "o-1",
        "acc",
        "trend",
        AAPL,
        side,
        new BigDecimal(quantity),
        type,
        limit == null ? null : new BigDecimal(limit),
        stop == null ? null : new BigDecimal(stop),
        OrderRequest.TimeInForce.DAY,
        false,
        null,
        "entry",
        null,
        NOW,
        OrderRequest.Basis.SIMULATED);
  }

  @Test
  void order_limitAndStop_mustFitTheType() {
    assertThat(order(OrderRequest.Type.LIMIT, "-1.5", null, Side.BUY, "1").limit())
        .isEqualByComparingTo("-1.5");
    assertRefused(() -> order(OrderRequest.Type.LIMIT, null, null, Side.BUY, "1"), "must fit");
    assertRefused(() -> order(OrderRequest.Type.MARKET, "1", null, Side.BUY, "1"), "must fit");
    assertRefused(() -> order(OrderRequest.Type.STOP, "1", "2", Side.BUY, "1"), "must fit");
    assertRefused(() -> order(OrderRequest.Type.STOP_LIMIT, "1", null, Side.BUY, "1"), "must fit");
  }

  @Test
  void order_withoutSideOrQuantity_isRefused() {
    assertRefused(() -> order(OrderRequest.Type.MARKET, null, null, Side.UNKNOWN, "1"), "side");
    assertRefused(() -> order(OrderRequest.Type.MARKET, null, null, Side.BUY, "0"), "quantity");
    assertRefused(() -> order(OrderRequest.Type.MARKET, null, null, Side.BUY, "-1"), "quantity");
  }

  @Test
  void order_decimalNoMemoryCanHold_isRefused() {
    assertRefused(
        () -> order(OrderRequest.Type.MARKET, null, null, Side.BUY, "1e999999999"), "64 places");
    assertRefused(
        () -> order(OrderRequest.Type.LIMIT, "9".repeat(97), null, Side.BUY, "1"), "96 digits");
  }

  private static OrderDecision decision(OrderDecision.Verdict verdict, int quantity, String rule) {
    return new OrderDecision(
        "o-1", "acc", AAPL, verdict, BigDecimal.valueOf(quantity), rule, "", NOW);
  }

  @Test
  void decision_quantityAndRule_mustFitTheVerdict() {
    assertThat(decision(OrderDecision.Verdict.DENY, 0, "HALTED").rule()).isEqualTo("HALTED");
    assertRefused(() -> decision(OrderDecision.Verdict.DENY, 1, "HALTED"), "quantity");
    assertRefused(() -> decision(OrderDecision.Verdict.ALLOW, 0, ""), "quantity");
    assertRefused(() -> decision(OrderDecision.Verdict.REDUCE, 1, ""), "rule");
    assertRefused(() -> decision(OrderDecision.Verdict.ALLOW, 1, "HALTED"), "rule");
  }

  @Test
  void feature_notReady_hasNoValue() {
    assertThat(new FeatureVector.Entry("rsi(14)@1m", NONE, false, 14).ready()).isFalse();
    assertRefused(
        () -> new FeatureVector.Entry("rsi(14)@1m", OptionalDouble.of(0), false, 14), "not ready");
    assertRefused(
        () -> new FeatureVector.Entry("rsi(14)@1m", OptionalDouble.of(Double.NaN), true, 14),
        "finite");
  }

  @Test
  void vector_listChangedAfterwards_isUnchanged() {
    List<FeatureVector.Entry> entries = new ArrayList<>();
    FeatureVector vector =
        new FeatureVector(AAPL, BarSpec.MINUTE, NOW, "core", 1, "ab", 0, entries, true, 9);
    entries.add(new FeatureVector.Entry("rsi(14)@1m", NONE, false, 14));
    assertThat(vector.entries()).isEmpty();
  }

  @Test
  void factors_listsOfOtherLengths_areRefused() {
    LocalDate day = LocalDate.of(2026, 11, 20);
    assertRefused(
        () -> new FactorCovariance("m", day, 0, List.of("a", "b"), List.of(1.0), List.of(), true),
        "must have 3 numbers, had 1");
    assertRefused(
        () ->
            new FactorCalculation(
                "m", day, 0, List.of("a"), List.of(), List.of(), NONE, 0, 1, 1, true),
        "pair up");
  }

  @Test
  void prediction_withoutProbabilityAndReturn_isRefused() {
    assertRefused(
        () -> new MlPrediction(AAPL, "m", "v", BarSpec.MINUTE, NOW, 1, NONE, NONE, "h", 0, true),
        "probability or a return");
  }

  @Test
  void position_averagePrice_isThereExactlyWhenAQuantityIs() {
    BigDecimal one = BigDecimal.ONE;
    assertRefused(
        () -> new PositionChange("a", AAPL, one, null, one, null, null, "USD", null, NOW, true),
        "averagePrice");
    assertRefused(
        () ->
            new PositionChange(
                "a", AAPL, BigDecimal.ZERO, one, one, null, null, "USD", null, NOW, true),
        "averagePrice");
  }

  @Test
  void fractionsAndOrder_outsideTheirRange_areRefused() {
    assertRefused(
        () -> new ToxicityAlert(AAPL, ToxicityAlert.Change.ENTERED, 1.01, 0.99, NOW, true),
        "score must be a fraction");
    assertRefused(
        () ->
            new MarginCall(
                "c",
                "a",
                MarginCall.Status.ISSUED,
                BigDecimal.ONE,
                "USD",
                NOW,
                NOW.minusSeconds(1),
                true),
        "must not lie before");
    assertRefused(
        () -> new FlashCrashAlert(AAPL, -0.1, 0.05, Duration.ZERO, 10, 9, NOW, true), "window");
    assertRefused(() -> new DirectApiViolation("e", "i", "h", 65536, "c", true, 1, NOW), "port");
  }

  @Test
  void alert_ofCodeAndThreshold_hasNothingElse() {
    RiskAlert alert = new RiskAlert("VaR_BREACH", 0.95);
    assertThat(alert.observed()).isEmpty();
    assertThat(alert.instrument()).isNull();
    assertRefused(() -> new RiskAlert(" ", 0.95), "alert");
    assertRefused(() -> new RiskAlert("A", Double.NaN), "threshold");
  }

  @Test
  void arguments_ofCoordination_areACopyInKeyOrder() {
    Map<String, String> arguments = new HashMap<>(Map.of("b", "2", "a", "1"));
    SystemCoordination coordination =
        new SystemCoordination("pause", "*", arguments, "operator", "");
    arguments.clear();
    assertThat(coordination.arguments()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }
}
