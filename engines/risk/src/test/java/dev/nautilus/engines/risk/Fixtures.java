package dev.nautilus.engines.risk;

import dev.nautilus.engine.Backfill;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.quant.pretrade.InstrumentRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Days, prices, accounts and settings that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final InstrumentId MSFT = InstrumentId.of("MSFT");

  /// The harness sends its first message a millisecond later.
  static final Instant START = Instant.parse("2026-01-05T14:30:00Z");

  static final String ACCOUNT = "main";
  static final int WINDOW = 100;
  static final int DAYS = 170;

  private Fixtures() {}

  static RiskProperties properties() {
    return properties(WINDOW);
  }

  static RiskProperties properties(int window) {
    return new RiskProperties(
        List.of(AAPL, MSFT),
        Bar.Origin.BUILT,
        new RiskProperties.Measures(
            window, 50, List.of(0.05, 0.01), 0.94, 0.98, 5, 200, Duration.ofSeconds(10)),
        new RiskProperties.Limits(2, 1.5, 0.35, 0.8, 2, 0.08, 0.12, 0.2),
        settings(),
        Map.of("default", instrument()),
        Map.of("down", Map.of("*", -0.1)));
  }

  static RiskProperties.PreTradeSettings settings() {
    return new RiskProperties.PreTradeSettings(
        Duration.ofMillis(50),
        Duration.ofSeconds(60),
        0.05,
        100,
        1000,
        false,
        0.1,
        Duration.ofMinutes(5));
  }

  static InstrumentRules instrument() {
    return new InstrumentRules(
        2,
        false,
        0,
        BigDecimal.ONE,
        new BigDecimal("1000000"),
        BigDecimal.ONE,
        new BigDecimal("10000000"));
  }

  /// So many days of a symbol up to the one before [#START], as the hub answers.
  static DataResponse history(Backfill asked, int days) {
    return history(asked.instruments().getFirst(), days);
  }

  static DataResponse history(InstrumentId symbol, int days) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                symbol,
                "bar",
                DataResponse.Freshness.FRESH,
                0,
                List.copyOf(days(symbol, days)),
                null,
                null)));
  }

  static List<Bar> days(InstrumentId symbol, int count) {
    SplittableRandom random = new SplittableRandom(symbol.value().hashCode());
    List<Bar> bars = new ArrayList<>();
    double price = 100;
    Instant first = START.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(count));
    for (int i = 0; i < count; i++) {
      double before = price;
      price *= 1 + 0.01 * random.nextGaussian();
      bars.add(bar(symbol, BarSpec.DAY, first.plus(Duration.ofDays(i)), before, price));
    }
    return bars;
  }

  static Bar bar(InstrumentId symbol, BarSpec spec, Instant start, double open, double close) {
    return new Bar(
        symbol,
        spec,
        start,
        open,
        Math.max(open, close),
        Math.min(open, close),
        close,
        1000,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.BUILT,
        0,
        true,
        provenance(start));
  }

  static Provenance provenance(Instant at) {
    return new Provenance(Source.of("marketdata"), at, at, 1, true);
  }

  static Nbbo best(InstrumentId symbol, long millis, double middle) {
    return new Nbbo(
        symbol,
        OptionalDouble.of(middle - 0.01),
        OptionalDouble.of(100),
        List.of("A"),
        OptionalDouble.of(middle + 0.01),
        OptionalDouble.of(100),
        List.of("B"),
        provenance(START.plusMillis(millis)));
  }

  static PortfolioUpdate worth(long millis, String value) {
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
        OptionalDouble.of(0),
        OptionalDouble.empty(),
        OptionalDouble.of(0),
        START.plusMillis(millis),
        true);
  }

  static PositionChange position(InstrumentId symbol, long millis, String quantity, String mark) {
    BigDecimal held = new BigDecimal(quantity);
    return new PositionChange(
        ACCOUNT,
        symbol,
        held,
        held.signum() == 0 ? null : new BigDecimal(mark),
        BigDecimal.ZERO,
        null,
        new BigDecimal(mark),
        "USD",
        "fill-" + millis,
        START.plusMillis(millis),
        true);
  }

  static OrderRequest order(String id, InstrumentId symbol, Side side, String quantity) {
    return order(id, symbol, side, quantity, false);
  }

  static OrderRequest order(
      String id, InstrumentId symbol, Side side, String quantity, boolean reduceOnly) {
    return new OrderRequest(
        id,
        ACCOUNT,
        "trend",
        symbol,
        side,
        new BigDecimal(quantity),
        OrderRequest.Type.MARKET,
        null,
        null,
        OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL,
        reduceOnly,
        new BigDecimal("100"),
        "entry",
        "signal-1",
        START.plusSeconds(30),
        OrderRequest.Basis.SIMULATED);
  }

  /// What a strategy tells of an order that nobody answered in time.
  static OrderDecision givenUp(String id) {
    return new OrderDecision(
        id,
        ACCOUNT,
        AAPL,
        OrderDecision.Verdict.DENY,
        BigDecimal.ZERO,
        "NO_ANSWER",
        "risk has not answered within PT0.05S",
        START.plusMillis(50));
  }
}
