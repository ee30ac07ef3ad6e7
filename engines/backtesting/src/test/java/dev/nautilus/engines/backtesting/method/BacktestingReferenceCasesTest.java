package dev.nautilus.engines.backtesting.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Replays, slippage and commissions against numbers published elsewhere.
final class BacktestingReferenceCasesTest {
  private static final double IMPACT = 0.1;
  private static final double VOLUME_SHARE = 0.025;
  private static final double POINTS = 5;
  private static final double POINTS_VOLUME_SHARE = 0.1;

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), BacktestingReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("backtesting")
        .method("event_driven_run", PublishedRuns::run)
        .method("slippage.volume_share", BacktestingReferenceCasesTest::slipped)
        .method("slippage.fixed_basis_points", BacktestingReferenceCasesTest::slipped)
        .method("slippage.stop_order", BacktestingReferenceCasesTest::slipped)
        .method("slippage.volume_limit_across_orders", BacktestingReferenceCasesTest::sharedVolume)
        .method("commission", BacktestingReferenceCasesTest::commission);
  }

  /// One order against one bar, executed at its close as the source does.
  private static Verdict slipped(ReferenceCase reference) {
    JsonNode input = reference.input();
    JsonNode bar = input.has("bar") ? input.path("bar") : input;
    boolean fixed = reference.method().endsWith("fixed_basis_points");
    double close = bar.path("close").doubleValue();
    double volume = bar.path("volume").doubleValue();
    double order = input.path("order").doubleValue();
    int side = order > 0 ? 1 : -1;
    double limitShare =
        input.path("volume_limit").asDouble(fixed ? POINTS_VOLUME_SHARE : VOLUME_SHARE);
    Slippage slippage =
        fixed
            ? new Slippage.FixedBasisPoints(input.path("basis_points").asDouble(POINTS))
            : new Slippage.VolumeShare(input.path("price_impact").asDouble(IMPACT));
    double units = new VolumeBudget(limitShare, volume).available(Math.abs(order));
    double price = slippage.price(close, side, units, volume);
    boolean stopped =
        input.has("stop") && !WorkingOrder.reached(side, input.path("stop").doubleValue(), close);
    boolean worse = input.has("limit") && side * (price - input.path("limit").doubleValue()) > 0;
    boolean fills = !stopped && !worse && units > 0;
    JsonNode expected = reference.expected();
    Comparison comparison =
        new Comparison().rule("executed at the bar's close, as the source does");
    if (expected.has("fills")) {
      return comparison.same("fills", expected.path("fills").intValue(), fills ? 1 : 0).verdict();
    }
    return comparison
        .same("fills", true, fills)
        .number("price", Numbers.read(expected.path("price")), price, reference.tolerance())
        .number(
            "amount", Numbers.read(expected.path("amount")), side * units, reference.tolerance())
        .verdict();
  }

  private static Verdict sharedVolume(ReferenceCase reference) {
    JsonNode input = reference.input();
    VolumeBudget budget =
        new VolumeBudget(
            input.path("volume_limit").doubleValue(), input.path("bar_volume").doubleValue());
    double[] orders = Numbers.array(input.path("orders"));
    double[] filled = new double[orders.length];
    for (int i = 0; i < orders.length; i++) {
      double units = budget.available(Math.abs(orders[i]));
      budget.take(units);
      filled[i] = Math.copySign(units, orders[i]);
    }
    return new Comparison()
        .numbers("fills", Numbers.array(reference.expected()), filled, reference.tolerance())
        .verdict();
  }

  private static Verdict commission(ReferenceCase reference) {
    JsonNode input = reference.input();
    double cost = input.path("cost").doubleValue();
    double minimum = input.path("min").asDouble(0);
    Commission commission =
        switch (input.path("type").asString()) {
          case "per_share" -> new Commission.PerShare(cost, minimum);
          case "per_contract" ->
              new Commission.PerContract(cost, input.path("exchange_fee").asDouble(0), minimum);
          default -> new Commission.PerDollar(cost);
        };
    double[] fills = Numbers.array(input.path("fills"));
    double price = input.path("price").asDouble(1);
    double[] each = new double[fills.length];
    double[] total = new double[fills.length];
    double quantity = 0;
    for (int i = 0; i < fills.length; i++) {
      double units = Math.abs(fills[i]);
      each[i] = commission.ofFill(quantity, quantity * price, units, units * price);
      quantity += units;
      total[i] = (i == 0 ? 0 : total[i - 1]) + each[i];
    }
    Comparison comparison = new Comparison();
    reference
        .expected()
        .forEachEntry(
            (name, expected) ->
                comparison.numbers(
                    name,
                    Numbers.array(expected),
                    name.startsWith("cumulative") ? total : each,
                    reference.tolerance()));
    return comparison.verdict();
  }
}
