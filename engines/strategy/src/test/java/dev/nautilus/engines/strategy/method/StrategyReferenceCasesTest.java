package dev.nautilus.engines.strategy.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.engines.strategy.method.Crossing.Cross;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Rules and sizes against numbers published elsewhere.
final class StrategyReferenceCasesTest {
  /// Of the instrument that the sizing cases are about.
  private static final BigDecimal LARGEST_ORDER = new BigDecimal("10000000");

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), StrategyReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("strategy")
        .method("fixed_risk_sizing", StrategyReferenceCasesTest::fixedRisk)
        .method("rule.crossed_up", each -> crossed(each, Cross.UP))
        .method("rule.crossed_down", each -> crossed(each, Cross.DOWN))
        .method("rule.stop_loss_percent", each -> stopped(each, true))
        .method("rule.stop_gain_percent", each -> stopped(each, false))
        .method("rule.stop_price", StrategyReferenceCasesTest::stopPrice)
        .method("kelly_fraction", StrategyReferenceCasesTest::kelly)
        .method("bet_size_from_probability", StrategyReferenceCasesTest::betSize)
        .method("pre_trade_risk", PreTradeCases::run);
  }

  private static BigDecimal decimal(JsonNode input, String name) {
    return input.has(name) ? new BigDecimal(input.path(name).asString()) : BigDecimal.ZERO;
  }

  private static Verdict fixedRisk(ReferenceCase reference) {
    JsonNode input = reference.input();
    BigDecimal size =
        Sizing.fixedRisk(
            decimal(input, "entry"),
            decimal(input, "stop"),
            new Sizing.RiskBudget(
                decimal(input, "equity"),
                decimal(input, "risk"),
                decimal(input, "commission_rate"),
                decimal(input, "exchange_rate"),
                decimal(input, "hard_limit"),
                input.path("units").intValue(),
                decimal(input, "unit_batch_size"),
                LARGEST_ORDER));
    return new Comparison()
        .number(
            "size", Numbers.read(reference.expected()), size.doubleValue(), reference.tolerance())
        .verdict();
  }

  private static Verdict crossed(ReferenceCase reference, Cross wanted) {
    double[] values = Numbers.array(reference.input().path("values"));
    double threshold = Numbers.read(reference.input().path("threshold"));
    Crossing crossing = new Crossing();
    Comparison comparison = new Comparison();
    for (int i = 0; i < values.length; i++) {
      comparison.same(
          "bar " + i,
          reference.expected().get(i).booleanValue(),
          crossing.add(values[i] - threshold) == wanted);
    }
    return comparison.verdict();
  }

  private static Verdict stopped(ReferenceCase reference, boolean loss) {
    JsonNode input = reference.input();
    double[] closes = Numbers.array(input.path("closes"));
    double share = Numbers.read(input.path("percent")) / 100;
    boolean isLong = input.path("side").asString().equals("BUY");
    Comparison comparison = new Comparison();
    for (int i = 0; i < input.path("trades").size(); i++) {
      JsonNode trade = input.path("trades").get(i);
      double entry = Numbers.read(trade.path("price"));
      for (int j = 0; j < trade.path("check_bars").size(); j++) {
        double close = closes[trade.path("check_bars").get(j).intValue()];
        boolean actual =
            loss
                ? ExitRules.isStopped(isLong, ExitRules.stopPrice(isLong, entry, share), close)
                : ExitRules.isStopped(!isLong, ExitRules.gainPrice(isLong, entry, share), close);
        comparison.same(
            "trade %d bar %d".formatted(i, j),
            reference.expected().get(i).get(j).booleanValue(),
            actual);
      }
    }
    return comparison.verdict();
  }

  private static Verdict stopPrice(ReferenceCase reference) {
    double entry = Numbers.read(reference.input().path("entry"));
    double share = Numbers.read(reference.input().path("percent")) / 100;
    JsonNode expected = reference.expected();
    return new Comparison()
        .number(
            "long",
            Numbers.read(expected.path("long_stop")),
            ExitRules.stopPrice(true, entry, share),
            reference.tolerance())
        .number(
            "short",
            Numbers.read(expected.path("short_stop")),
            ExitRules.stopPrice(false, entry, share),
            reference.tolerance())
        .verdict();
  }

  private static Verdict kelly(ReferenceCase reference) {
    double[] profits = Numbers.array(reference.input().path("trade_pnl"));
    JsonNode expected = reference.expected();
    return new Comparison()
        .number(
            "kelly",
            Numbers.read(expected.path("kelly")),
            Sizing.kelly(profits),
            reference.tolerance())
        .number(
            "win rate",
            Numbers.read(expected.path("win_rate")),
            Sizing.winRate(profits),
            reference.tolerance())
        .verdict();
  }

  private static Verdict betSize(ReferenceCase reference) {
    double p = Numbers.read(reference.input().path("p"));
    int classes = reference.input().path("classes").intValue();
    JsonNode expected = reference.expected();
    return new Comparison()
        .number(
            "z",
            Numbers.read(expected.path("z")),
            Sizing.betScore(p, classes),
            reference.tolerance())
        .number(
            "m",
            Numbers.read(expected.path("m")),
            Sizing.betSize(p, classes),
            reference.tolerance())
        .verdict();
  }
}
