package dev.nautilus.engines.analytics;

import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Measure;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Bars, orders, fills and values that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final InstrumentId SPY = InstrumentId.of("SPY");
  static final Instant FIRST_DAY = Instant.parse("2025-01-02T00:00:00Z");
  static final Instant NOW = Instant.parse("2026-01-05T14:30:00Z");

  private Fixtures() {}

  static AnalyticsProperties properties() {
    return new AnalyticsProperties(List.of(AAPL), SPY, Bar.Origin.VENDOR, 252, 0, 0, 756, 100, 3);
  }

  static Bar bar(InstrumentId symbol, BarSpec spec, Instant start, double close) {
    return new Bar(
        symbol,
        spec,
        start,
        close - 0.5,
        close + 1,
        close - 1,
        close,
        1000,
        OptionalDouble.of(close + 0.25),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        true,
        new Provenance(Source.of("yahoo_finance"), start, start, 1, true));
  }

  static Bar day(InstrumentId symbol, int day, double close) {
    return bar(symbol, BarSpec.DAY, FIRST_DAY.plus(Duration.ofDays(day)), close);
  }

  static Bar minute(InstrumentId symbol, int minute, double close) {
    return bar(symbol, BarSpec.MINUTE, NOW.plus(Duration.ofMinutes(minute)), close);
  }

  /// Closes of so many days, the same for the same seed.
  static List<Bar> days(InstrumentId symbol, long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    double price = 100;
    for (int i = 0; i < count; i++) {
      price *= 1 + 0.02 * (random.nextDouble() - 0.48);
      bars.add(day(symbol, i, price));
    }
    return bars;
  }

  static DataResponse answer(InstrumentId symbol, List<Bar> bars) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                symbol, "bar", DataResponse.Freshness.FRESH, 0, List.copyOf(bars), null, null)));
  }

  /// An account's value; a day's return of `NaN` is none.
  static PortfolioUpdate value(String account, Instant at, double dayReturn) {
    return new PortfolioUpdate(
        account,
        "USD",
        new BigDecimal("100000.00"),
        new BigDecimal("50000.00"),
        new BigDecimal("50000.00"),
        new BigDecimal("50000.00"),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        OptionalDouble.of(0.5),
        Double.isNaN(dayReturn) ? OptionalDouble.empty() : OptionalDouble.of(dayReturn),
        OptionalDouble.of(0),
        at,
        true);
  }

  static OrderRequest order(String id, InstrumentId symbol, Side side, String quantity) {
    return new OrderRequest(
        id,
        "main",
        "momentum",
        symbol,
        side,
        new BigDecimal(quantity),
        OrderRequest.Type.MARKET,
        null,
        null,
        OrderRequest.TimeInForce.DAY,
        false,
        new BigDecimal("100.00"),
        "entry",
        null,
        NOW.plus(Duration.ofMinutes(30)),
        OrderRequest.Basis.SIMULATED);
  }

  static OrderDecision decision(String id, OrderDecision.Verdict verdict, String quantity) {
    boolean allowed = verdict == OrderDecision.Verdict.ALLOW;
    return new OrderDecision(
        id,
        "main",
        AAPL,
        verdict,
        new BigDecimal(quantity),
        allowed ? "" : "MAX_POSITION",
        allowed ? "" : "too much",
        NOW);
  }

  static Fill fill(String id, String order, Side side, String quantity, String price) {
    int number = Integer.parseInt(id.replaceAll("\\D", ""));
    return new Fill(
        id,
        order,
        "main",
        AAPL,
        side,
        new BigDecimal(quantity),
        new BigDecimal(price),
        new BigDecimal("1.00"),
        "USD",
        BigDecimal.ZERO,
        NOW.plusSeconds(10L * number),
        true);
  }

  /// The same fill of an order of which more is open.
  static Fill partly(Fill fill, String remaining) {
    return new Fill(
        fill.fillId(),
        fill.clientOrderId(),
        fill.account(),
        fill.instrument(),
        fill.side(),
        fill.quantity(),
        fill.price(),
        fill.commission(),
        fill.currency(),
        new BigDecimal(remaining),
        fill.executedAt(),
        fill.simulated());
  }

  static AnalyticsResult attribution(String account) {
    return new AnalyticsResult(
        account,
        AnalyticsResult.Kind.ATTRIBUTION,
        "all",
        NOW,
        NOW,
        List.of(Measure.of("common", 0.01, "fraction")),
        true);
  }

  static BacktestComplete run(String id) {
    return new BacktestComplete(id, "in", "out", 3, new BigDecimal("10000.00"), "USD", List.of());
  }

  static double measure(AnalyticsResult result, String name) {
    return result.measures().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + result))
        .value()
        .orElse(Double.NaN);
  }
}
