package dev.nautilus.engines.portfolio.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.money.MinorUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Positions and weights against numbers published elsewhere.
final class PortfolioReferenceCasesTest {

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), PortfolioReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return WeightCases.map(ReferenceSuite.of("portfolio"))
        .method("average_cost_position", PortfolioReferenceCasesTest::position)
        .method("average_cost_position.stepwise", PortfolioReferenceCasesTest::stepwise);
  }

  /// `USDT, taker fee 0.0001` and `BTC-inverse` name a currency and say something more.
  private static String currency(ReferenceCase reference) {
    return reference.input().path("currency").asString().split("[-,]", 2)[0];
  }

  private static Position flat(ReferenceCase reference) {
    boolean inverse = reference.input().path("currency").asString().endsWith("inverse");
    return Position.flat(
        new Contract(inverse ? Contract.Kind.INVERSE : Contract.Kind.SPOT, BigDecimal.ONE),
        LotMethod.AVERAGE);
  }

  private static Deal deal(ReferenceCase reference, JsonNode fill) {
    BigDecimal quantity = fill.path("qty").decimalValue();
    BigDecimal price = fill.path("price").decimalValue();
    JsonNode commission = fill.path("commission");
    BigDecimal paid =
        commission.isNumber()
            ? commission.decimalValue()
            : quantity.multiply(price).multiply(reference.input().path("fee_rate").decimalValue());
    boolean bought = fill.path("side").asString().equals("BUY");
    return new Deal(bought ? quantity : quantity.negate(), price, paid, Instant.EPOCH);
  }

  private static Verdict position(ReferenceCase reference) {
    Position position = flat(reference);
    for (JsonNode fill : reference.input().path("fills")) {
      position = position.after(deal(reference, fill)).getLast();
    }
    JsonNode mark = reference.input().path("mark_price");
    Optional<BigDecimal> price =
        mark.isNumber() ? Optional.of(mark.decimalValue()) : Optional.empty();
    Comparison comparison = new Comparison();
    compare(comparison, reference, reference.expected(), new Marked(position, price));
    return comparison.verdict();
  }

  private static Verdict stepwise(ReferenceCase reference) {
    Position position = flat(reference);
    Comparison comparison = new Comparison();
    List<JsonNode> fills = new ArrayList<>();
    reference.input().path("fills").forEach(fills::add);
    comparison.same("steps", reference.expected().size(), fills.size());
    for (int i = 0; i < fills.size(); i++) {
      position = position.after(deal(reference, fills.get(i))).getLast();
      if (reference.expected().get(i).isObject()) {
        compare(
            comparison,
            reference,
            reference.expected().get(i),
            new Marked(position, Optional.empty()));
      }
    }
    return comparison.verdict();
  }

  private record Marked(Position position, Optional<BigDecimal> mark) {
    BigDecimal unrealised() {
      return position.unrealised(mark.orElseThrow());
    }
  }

  private static void compare(
      Comparison comparison, ReferenceCase reference, JsonNode expected, Marked actual) {
    String currency = currency(reference);
    Tolerance prices = Tolerance.absolute(reference.body().at("/tolerance/avg_px").doubleValue());
    for (Map.Entry<String, JsonNode> each : expected.properties()) {
      String name = each.getKey();
      BigDecimal found =
          switch (name) {
            case "signed_qty" -> actual.position().quantity();
            case "avg_px_open" -> actual.position().openPrice().orElseThrow();
            case "avg_px_close" -> actual.position().closePrice().orElseThrow();
            case "realized_return" -> actual.position().realisedReturn().orElseThrow();
            case "realized_pnl" -> MinorUnit.round(actual.position().realised(), currency);
            case "unrealized_pnl" -> MinorUnit.round(actual.unrealised(), currency);
            case "total_pnl" ->
                MinorUnit.round(actual.position().realised().add(actual.unrealised()), currency);
            default -> throw new IllegalArgumentException("unknown expectation " + name);
          };
      Tolerance tolerance =
          name.endsWith("_pnl")
              ? reference.tolerance()
              : name.equals("signed_qty") ? Tolerance.absolute(0) : prices;
      comparison.number(name, Numbers.read(each.getValue()), found.doubleValue(), tolerance);
    }
  }
}
