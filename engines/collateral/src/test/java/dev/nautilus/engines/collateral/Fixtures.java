package dev.nautilus.engines.collateral;

import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engines.collateral.CollateralProperties.AccountSetting;
import dev.nautilus.engines.collateral.CollateralProperties.IndexKind;
import dev.nautilus.engines.collateral.CollateralProperties.RelatedSetting;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Economic;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Positions, values and quotes that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final InstrumentId CALL = InstrumentId.of("AAPL260220C00105000");
  static final InstrumentId SAP = InstrumentId.of("SAP.DE");
  static final InstrumentId RATE = InstrumentId.of("FRED:FEDFUNDS");
  static final Instant START = Instant.parse("2026-01-05T15:00:00Z");

  private Fixtures() {}

  /// Accounts that are not named are under Regulation T.
  static CollateralProperties properties() {
    return properties(Duration.ofSeconds(5));
  }

  static CollateralProperties properties(Duration tellEvery) {
    return new CollateralProperties(
        List.of(
            new AccountSetting("pm", RuleSet.PM, false),
            new AccountSetting("span", RuleSet.SPAN, false),
            new AccountSetting("day", RuleSet.REG_T, true)),
        RuleSet.REG_T,
        Map.of("EUR", InstrumentId.of("EURUSD=X")),
        Map.of("SPX", IndexKind.LARGE_INDEX),
        null,
        List.of(new RelatedSetting(List.of("AAPL", "MSFT"), 0.75)),
        RATE,
        BigDecimal.ONE,
        new BigDecimal("0.30"),
        new BigDecimal("0.10"),
        new BigDecimal("0.08"),
        new BigDecimal("2000"),
        new BigDecimal("25000"),
        4,
        2,
        new BigDecimal("0.05"),
        Duration.ofSeconds(30),
        tellEvery);
  }

  static EngineDefinition engine(CollateralProperties properties) {
    return new CollateralEngine().collateral(new MarginBook(properties), properties);
  }

  static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  static PositionChange position(
      String account, InstrumentId instrument, String quantity, @Nullable String mark, int at) {
    BigDecimal units = new BigDecimal(quantity);
    boolean flat = units.signum() == 0;
    BigDecimal price = mark == null ? null : new BigDecimal(mark);
    return new PositionChange(
        account,
        instrument,
        units,
        flat ? null : price == null ? BigDecimal.ONE : price,
        BigDecimal.ZERO,
        price == null ? null : BigDecimal.ZERO,
        price,
        instrument.equals(SAP) ? "EUR" : "USD",
        "fill-" + at,
        at(at),
        true);
  }

  static PortfolioUpdate value(String account, String cash, String gross, int at) {
    OptionalDouble none = OptionalDouble.empty();
    return new PortfolioUpdate(
        account,
        "USD",
        new BigDecimal(cash).add(new BigDecimal(gross)),
        new BigDecimal(cash),
        new BigDecimal(gross),
        new BigDecimal(gross),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        none,
        none,
        none,
        at(at),
        true);
  }

  static Quote quote(InstrumentId instrument, double price, int at) {
    return new Quote(
        instrument,
        OptionalDouble.of(price - 0.01),
        OptionalDouble.empty(),
        OptionalDouble.of(price + 0.01),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        instrument.equals(SAP) ? "EUR" : "USD",
        provenance(at));
  }

  static Provenance provenance(int at) {
    return new Provenance(Source.of("test"), at(at), at(at), 1, true);
  }

  static Economic rate(double percent) {
    return new Economic(
        RATE,
        "Federal Funds Effective Rate",
        "Percent",
        "M",
        "",
        List.of(
            new Economic.Observation(LocalDate.of(2025, 12, 1), OptionalDouble.of(percent), null)),
        provenance(0));
  }

  static DataResponse history() {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                RATE, "economic", DataResponse.Freshness.FRESH, 0, List.of(rate(4)), null, null)));
  }
}
