package dev.nautilus.engines.strategy.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.pretrade.InstrumentRules;
import dev.nautilus.quant.pretrade.PlannedOrder;
import dev.nautilus.quant.pretrade.PreTrade;
import dev.nautilus.quant.pretrade.Ruling;
import dev.nautilus.quant.pretrade.Standing;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The decision table: each line in words becomes an order that breaks just that rule. The same
/// order without the fault must pass, so that nothing else denies it.
final class PreTradeCases {
  private static final PreTrade CHECK = new PreTrade(0.05, 100);

  private static final InstrumentRules SHARE =
      new InstrumentRules(
          2,
          false,
          0,
          BigDecimal.ONE,
          new BigDecimal("1000"),
          new BigDecimal("10"),
          new BigDecimal("100000"));

  private PreTradeCases() {}

  /// @param rule code of the rule that must speak
  private record Line(
      String rule,
      PlannedOrder order,
      @Nullable InstrumentRules instrument,
      Standing.Mode mode,
      String position) {
    Ruling ruling() {
      Standing standing =
          new Standing(mode, new BigDecimal(position), OptionalDouble.of(100), 0, false);
      return CHECK.check(order, instrument, standing);
    }
  }

  static Verdict run(ReferenceCase reference) {
    Comparison comparison = new Comparison();
    Ruling plain = line("nothing is wrong").ruling();
    comparison.same("an order without a fault", Ruling.Verdict.ALLOW, plain.verdict());
    for (int i = 0; i < reference.input().path("table").size(); i++) {
      String words = reference.input().path("table").get(i).asString();
      Line line = line(words);
      Ruling ruling = line.ruling();
      comparison.same(words, reference.expected().get(i).asString(), ruling.verdict().name());
      comparison.same(words, line.rule(), ruling.rule());
    }
    return comparison.verdict();
  }

  private static PlannedOrder order(String quantity, @Nullable String limit) {
    BigDecimal price = limit == null ? null : new BigDecimal(limit);
    return new PlannedOrder(true, new BigDecimal(quantity), price, null, false);
  }

  private static Line line(String words) {
    PlannedOrder plain = order("10", "100.00");
    Standing.Mode open = Standing.Mode.OPEN;
    return switch (words) {
      case "nothing is wrong" -> new Line("", plain, SHARE, open, "0");
      case "unknown instrument" -> new Line("UNKNOWN_INSTRUMENT", plain, null, open, "0");
      case "negative price, instrument does not allow it" ->
          new Line("NEGATIVE_PRICE", order("10", "-1.00"), SHARE, open, "0");
      case "price precision" ->
          new Line("PRICE_PRECISION", order("10", "100.001"), SHARE, open, "0");
      case "trigger price precision" ->
          new Line(
              "PRICE_PRECISION",
              new PlannedOrder(true, BigDecimal.TEN, null, new BigDecimal("99.999"), false),
              SHARE,
              open,
              "0");
      case "quantity precision" ->
          new Line("QUANTITY_PRECISION", order("10.5", "100.00"), SHARE, open, "0");
      case "quantity above instrument maximum" ->
          new Line("MAX_QUANTITY", order("1001", "100.00"), SHARE, open, "0");
      case "quantity below instrument minimum" ->
          new Line("MIN_QUANTITY", order("10", "100.00"), atLeast("20"), open, "0");
      case "notional below minimum" ->
          new Line("MIN_NOTIONAL", plain, valued("5000", "100000"), open, "0");
      case "notional above the configured per-order limit", "notional above maximum" ->
          new Line("MAX_NOTIONAL", plain, valued("10", "500"), open, "0");
      case "trading state REDUCING and the order increases a long" ->
          new Line("REDUCING", plain, SHARE, Standing.Mode.REDUCING, "5");
      case "trading state HALTED" -> new Line("HALTED", plain, SHARE, Standing.Mode.HALTED, "0");
      case "reduce-only without an open position" ->
          new Line(
              "REDUCE_ONLY",
              new PlannedOrder(true, BigDecimal.TEN, null, null, true),
              SHARE,
              open,
              "0");
      default -> throw new IllegalArgumentException("no order is known for: " + words);
    };
  }

  private static InstrumentRules atLeast(String quantity) {
    return new InstrumentRules(
        2,
        false,
        0,
        new BigDecimal(quantity),
        SHARE.maxQuantity(),
        SHARE.minNotional(),
        SHARE.maxNotional());
  }

  private static InstrumentRules valued(String least, String most) {
    return new InstrumentRules(
        2,
        false,
        0,
        SHARE.minQuantity(),
        SHARE.maxQuantity(),
        new BigDecimal(least),
        new BigDecimal(most));
  }
}
