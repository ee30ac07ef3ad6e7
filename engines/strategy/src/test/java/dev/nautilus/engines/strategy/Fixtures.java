package dev.nautilus.engines.strategy;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.Source;
import dev.nautilus.quant.pretrade.InstrumentRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Bars, features, predictions and settings that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final InstrumentId MSFT = InstrumentId.of("MSFT");
  static final InstrumentId JPM = InstrumentId.of("JPM");
  static final InstrumentId SPY = InstrumentId.of("SPY");

  /// Bars of the tests are minutes from here on.
  static final Instant OPEN = Instant.parse("2026-01-05T14:30:00Z");

  static final String ACCOUNT = "main";

  private Fixtures() {}

  static StrategyProperties properties() {
    return new StrategyProperties(
        Map.of(
            "trend", plan(Plan.Kind.TREND, AAPL),
            "breakout", plan(Plan.Kind.BREAKOUT, MSFT),
            "reversion", plan(Plan.Kind.REVERSION, JPM),
            "model", plan(Plan.Kind.MODEL, SPY)),
        Map.of("default", rules()),
        Bar.Origin.BUILT,
        Duration.ofMillis(50),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        2,
        0.05,
        100,
        8);
  }

  static InstrumentRules rules() {
    return new InstrumentRules(
        2,
        false,
        0,
        BigDecimal.ONE,
        new BigDecimal("10000"),
        BigDecimal.ONE,
        new BigDecimal("1000000"));
  }

  /// What is not said has the default of the settings, but any order may be as large as the volume.
  static Plan plan(Plan.Kind kind, InstrumentId symbol) {
    return plan(kind, symbol.value(), Map.of());
  }

  /// A plan with other settings than these, by their names.
  static Plan plan(Plan.Kind kind, String symbols, Map<String, Object> settings) {
    Map<String, Object> all = new TreeMap<>();
    all.put("name", "test");
    all.put("version", 1);
    all.put("kind", kind.name());
    all.put("account", ACCOUNT);
    all.put("symbols", symbols);
    all.put("fast", "fast");
    all.put("slow", "slow");
    all.put("lookback", 5);
    all.put("enter", kind == Plan.Kind.REVERSION ? 1.5 : 0.6);
    all.put("shorts", kind == Plan.Kind.REVERSION);
    all.put("sizing.participation", 0);
    all.put("cooldown", 2);
    all.putAll(settings);
    return PlanRequest.of(Collections.unmodifiableMap(all)).plan();
  }

  /// Settings with one strategy.
  static StrategyProperties properties(String name, Plan plan) {
    StrategyProperties usual = properties();
    return new StrategyProperties(
        Map.of(name, plan),
        usual.instruments(),
        usual.barOrigin(),
        usual.answerWithin(),
        usual.orderLife(),
        usual.liquidationStands(),
        usual.staleBars(),
        usual.collar(),
        usual.ordersPerSecond(),
        usual.mostPlans());
  }

  static Bar bar(InstrumentId symbol, int minute, double close) {
    return bar(symbol, minute, close, close - 0.1, close + 0.1);
  }

  static Bar bar(InstrumentId symbol, int minute, double close, double low, double high) {
    Instant start = OPEN.plusSeconds(60L * minute);
    return new Bar(
        symbol,
        BarSpec.MINUTE,
        start,
        close,
        high,
        low,
        close,
        1000,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.BUILT,
        0,
        true,
        new Provenance(Source.of("marketdata"), start, start, 1000 + minute, true));
  }

  static FeatureVector features(InstrumentId symbol, int minute, double fast, double slow) {
    return new FeatureVector(
        symbol,
        BarSpec.MINUTE,
        OPEN.plusSeconds(60L * minute),
        "standard",
        1,
        "hash",
        0,
        List.of(
            new FeatureVector.Entry("fast", OptionalDouble.of(fast), true, 1),
            new FeatureVector.Entry("slow", OptionalDouble.of(slow), true, 1)),
        true,
        1 + minute);
  }

  static MlPrediction prediction(InstrumentId symbol, int minute, double up) {
    return new MlPrediction(
        symbol,
        "logistic",
        "v1",
        BarSpec.MINUTE,
        OPEN.plusSeconds(60L * minute),
        1,
        OptionalDouble.of(up),
        OptionalDouble.empty(),
        "hash",
        1000,
        true);
  }

  static PortfolioUpdate worth(String value) {
    BigDecimal worth = new BigDecimal(value);
    return new PortfolioUpdate(
        ACCOUNT,
        "USD",
        worth,
        worth,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OPEN,
        true);
  }

  static PositionChange position(InstrumentId symbol, int second, String quantity, String price) {
    BigDecimal held = new BigDecimal(quantity);
    return new PositionChange(
        ACCOUNT,
        symbol,
        held,
        held.signum() == 0 ? null : new BigDecimal(price),
        BigDecimal.ZERO,
        null,
        null,
        "USD",
        "fill-" + second,
        OPEN.plusSeconds(second),
        true);
  }

  static OrderDecision decision(OrderRequest request, OrderDecision.Verdict verdict) {
    boolean denied = verdict == OrderDecision.Verdict.DENY;
    return new OrderDecision(
        request.clientOrderId(),
        request.account(),
        request.instrument(),
        verdict,
        denied ? BigDecimal.ZERO : request.quantity(),
        verdict == OrderDecision.Verdict.ALLOW ? "" : "LIMIT_VAR",
        "",
        OPEN);
  }

  static RiskState state(String account, RiskState.Mode mode, int second) {
    return new RiskState(account, mode, "test", false, OPEN.plusSeconds(second), true);
  }

  static DataResponse history(InstrumentId symbol, int from, int to) {
    List<Bar> bars =
        IntStream.range(from, to).mapToObj(i -> bar(symbol, i, 100 + 0.01 * (i % 3))).toList();
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                symbol, "bar", DataResponse.Freshness.FRESH, 0, List.copyOf(bars), null, null)));
  }
}
