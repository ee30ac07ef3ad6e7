package dev.nautilus.engines.collateral.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.engines.collateral.method.OptionContract.Right;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Margin against numbers published elsewhere.
final class CollateralReferenceCasesTest {
  private static final LocalDate EXPIRY = LocalDate.of(2026, 2, 6);

  /// The sheet does not print the days to expiry; what it scans is worth little more than exercise.
  private static final double YEARS = 30.0 / 365;

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), CollateralReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("collateral")
        .method("reg_t.short_option", CollateralReferenceCasesTest::shortOption)
        .method("reg_t.option_strategy", CollateralReferenceCasesTest::strategy)
        .method("reg_t.equity", CollateralReferenceCasesTest::equity)
        .method("reg_t.cash_call", CollateralReferenceCasesTest::cashCall)
        .method("pattern_day_trader", CollateralReferenceCasesTest::dayTrader)
        .method("span.risk_array", CollateralReferenceCasesTest::riskArray)
        .method("portfolio_margin.tims", CollateralReferenceCasesTest::scanned);
  }

  private static BigDecimal decimal(JsonNode node) {
    return node.decimalValue();
  }

  private static Verdict shortOption(ReferenceCase reference) {
    JsonNode input = reference.input();
    OptionLeg leg =
        new OptionLeg(
            Right.valueOf(input.path("right").asString()),
            decimal(input.path("strike")),
            EXPIRY,
            decimal(input.path("premium")),
            input.path("contracts").intValue(),
            decimal(input.path("multiplier")));
    double actual =
        ShortOption.requirement(
                leg,
                decimal(input.path("underlying")),
                ShortOption.share(input.path("broad_index").asBoolean(false)))
            .doubleValue();
    Comparison comparison = new Comparison();
    reference
        .expected()
        .properties()
        .forEach(
            each ->
                comparison.number(
                    each.getKey(), Numbers.read(each.getValue()), actual, reference.tolerance()));
    return comparison.verdict();
  }

  /// A leg such as `310C`.
  private static OptionLeg leg(JsonNode leg, BigDecimal multiplier) {
    String name = leg.path("option").asString();
    int last = name.length() - 1;
    return new OptionLeg(
        name.charAt(last) == 'C' ? Right.CALL : Right.PUT,
        new BigDecimal(name.substring(0, last)),
        EXPIRY,
        decimal(leg.path("premium")),
        leg.path("contracts").intValue(),
        multiplier);
  }

  private static Verdict strategy(ReferenceCase reference) {
    JsonNode input = reference.input();
    List<OptionLeg> legs = new ArrayList<>();
    input.path("legs").forEach(each -> legs.add(leg(each, decimal(input.path("multiplier")))));
    StrategyMargin margin =
        new StrategyMargin(
            decimal(input.path("underlying")), BigDecimal.ZERO, ShortOption.share(false), legs);
    JsonNode expected = reference.expected();
    return new Comparison()
        .number(
            "requirement",
            Numbers.read(expected.path("initial_margin_without_premium")),
            margin.requirement().doubleValue(),
            reference.tolerance())
        .number(
            "debit",
            Numbers.read(expected.path("premium_paid_if_debit")),
            margin.value().max(BigDecimal.ZERO).doubleValue(),
            reference.tolerance())
        .verdict();
  }

  private static Verdict equity(ReferenceCase reference) {
    JsonNode input = reference.input();
    BigDecimal shares = decimal(input.path("shares"));
    BigDecimal price = decimal(input.path("price"));
    BigDecimal used = StockMargin.initial(shares, price, decimal(input.path("leverage")));
    Comparison comparison = new Comparison();
    for (Map.Entry<String, JsonNode> each : reference.expected().properties()) {
      BigDecimal actual =
          switch (each.getKey()) {
            case "margin_used" -> used;
            case "margin_remaining" ->
                decimal(input.path("cash")).add(shares.multiply(price)).subtract(used);
            default -> throw new IllegalArgumentException("unknown " + each.getKey());
          };
      comparison.number(
          each.getKey(),
          Numbers.read(each.getValue()),
          actual.doubleValue(),
          reference.tolerance());
    }
    return comparison.verdict();
  }

  private static List<OptionLeg> options(JsonNode input) {
    List<OptionLeg> legs = new ArrayList<>();
    for (JsonNode each : input.path("options")) {
      legs.add(
          new OptionLeg(
              each.path("right").asString().equals("C") ? Right.CALL : Right.PUT,
              decimal(each.path("strike")),
              EXPIRY,
              decimal(each.path("premium")),
              each.path("contracts").intValue(),
              BigDecimal.valueOf(100)));
    }
    return legs;
  }

  private static Verdict cashCall(ReferenceCase reference) {
    JsonNode input = reference.input();
    BigDecimal underlying = decimal(input.path("underlying"));
    JsonNode stock = input.path("stock");
    boolean held = stock.isObject();
    BigDecimal shares = held ? decimal(stock.path("shares")) : BigDecimal.ZERO;
    BigDecimal price = held ? decimal(stock.path("price")) : underlying;
    StrategyMargin margin =
        new StrategyMargin(
            underlying,
            StrategyMargin.coverage(shares, price, underlying),
            decimal(input.path("index_pct_or_equity_pct")),
            options(input));
    return new Comparison()
        .number(
            "cash",
            Numbers.read(reference.expected().path("requirement")),
            margin.cashCall(shares, price).doubleValue(),
            reference.tolerance())
        .verdict();
  }

  private static Verdict dayTrader(ReferenceCase reference) {
    JsonNode input = reference.input();
    List<Double> actual = new ArrayList<>();
    for (JsonNode each : input.path("when")) {
      LocalDateTime when = LocalDateTime.parse(each.asString().substring(0, 16));
      BigDecimal leverage = BuyingPower.leverage(true, MarketHours.isOpen(when));
      actual.add(
          StockMargin.initial(decimal(input.path("shares")), decimal(input.path("price")), leverage)
              .doubleValue());
    }
    return new Comparison()
        .numbers(
            "initial",
            Numbers.array(reference.expected().path("initial_margin")),
            actual.stream().mapToDouble(Double::doubleValue).toArray(),
            reference.tolerance())
        .verdict();
  }

  private static Verdict riskArray(ReferenceCase reference) {
    double range = reference.input().path("price_scan_range_money").doubleValue();
    double[] gains =
        SpanScan.of(range, 0.1).gains(100_000, List.of(ScanLeg.underlying(1, 100_000)));
    return new Comparison()
        .rule("the future at 100,000 points of one unit of money")
        .numbers(
            "gain",
            Numbers.array(reference.expected().path("profit_loss")),
            gains,
            reference.tolerance())
        .number(
            "requirement",
            Numbers.read(reference.expected().path("span_requirement")),
            SpanScan.requirement(gains, SpanScan.Charges.NONE),
            reference.tolerance())
        .verdict();
  }

  private static Verdict scanned(ReferenceCase reference) {
    JsonNode input = reference.input();
    double units = 0;
    List<ScanLeg> legs = new ArrayList<>();
    double price = input.path("underlying").asDouble(0);
    for (JsonNode each : input.path("options")) {
      double own = 100.0 * each.path("contracts").intValue();
      units += Math.abs(own);
      if (each.has("premium")) {
        Right right = each.path("right").asString().equals("C") ? Right.CALL : Right.PUT;
        OptionPrice model = new OptionPrice(right, each.path("strike").doubleValue(), YEARS, 0);
        legs.add(ScanLeg.option(own, model, price, each.path("premium").doubleValue()));
      }
    }
    if (input.path("stock").isObject()) {
      legs.add(ScanLeg.underlying(input.at("/stock/shares").doubleValue(), price));
    }
    double actual =
        PortfolioMargin.requirement(
            PortfolioMargin.gains(price, legs, PortfolioMargin.Range.EQUITY), units);
    return new Comparison()
        .rule("30 days to expiry and no interest, which the sheet does not print")
        .number(
            "requirement",
            Numbers.read(reference.expected().path("requirement")),
            actual,
            reference.tolerance())
        .verdict();
  }
}
