package dev.nautilus.quant.pretrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.quant.pretrade.Ruling.Verdict;
import dev.nautilus.quant.pretrade.Standing.Mode;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreTradeTest {
  private static final PreTrade CHECK = new PreTrade(0.05, 100);
  private static final InstrumentRules SHARE =
      new InstrumentRules(2, false, 0, number("2"), number("1000"), number("10"), number("100000"));

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static PlannedOrder limit(String quantity, String limit) {
    return new PlannedOrder(true, number(quantity), number(limit), null, false);
  }

  private static PlannedOrder market(boolean buy, String quantity, boolean reduceOnly) {
    return new PlannedOrder(buy, number(quantity), null, null, reduceOnly);
  }

  private static Standing standing(Mode mode, String position) {
    return new Standing(mode, number(position), OptionalDouble.of(100), 0, false);
  }

  private static final Standing FLAT = standing(Mode.OPEN, "0");

  @ParameterizedTest
  @CsvSource({
    "10, 100, ''",
    "10, -1, NEGATIVE_PRICE",
    "10, 100.001, PRICE_PRECISION",
    "10.5, 100, QUANTITY_PRECISION",
    "1, 100, MIN_QUANTITY",
    "1001, 100, MAX_QUANTITY",
    "10, 105.00, ''",
    "10, 105.01, PRICE_COLLAR",
    "10, 94.99, PRICE_COLLAR",
    "1000, 100.01, MAX_NOTIONAL",
  })
  void limitOrder_checked_isDeniedByTheRuleItBreaks(String quantity, String limit, String rule) {
    assertThat(CHECK.check(limit(quantity, limit), SHARE, FLAT).rule()).isEqualTo(rule);
  }

  @Test
  void order_instrumentUnknown_isDenied() {
    assertThat(CHECK.check(limit("10", "100"), null, FLAT).rule()).isEqualTo("UNKNOWN_INSTRUMENT");
  }

  @Test
  void stop_tooManyPlaces_isDenied() {
    PlannedOrder order = new PlannedOrder(true, number("2"), null, number("99.999"), false);
    assertThat(CHECK.check(order, SHARE, FLAT).rule()).isEqualTo("PRICE_PRECISION");
  }

  @Test
  void order_smallerThanTheSmallestValue_isDenied() {
    Standing cheap = new Standing(Mode.OPEN, BigDecimal.ZERO, OptionalDouble.of(4), 0, false);
    assertThat(CHECK.check(market(true, "2", false), SHARE, cheap).rule())
        .isEqualTo("MIN_NOTIONAL");
  }

  @Test
  void order_priceNotKnown_isDenied() {
    Standing blind = new Standing(Mode.OPEN, BigDecimal.ZERO, OptionalDouble.empty(), 0, false);
    assertThat(CHECK.check(market(true, "2", false), SHARE, blind).rule()).isEqualTo("STALE_PRICE");
  }

  @Test
  void order_seenBeforeOrTooFast_isDenied() {
    Standing twice = new Standing(Mode.OPEN, BigDecimal.ZERO, OptionalDouble.of(100), 0, true);
    Standing fast = new Standing(Mode.OPEN, BigDecimal.ZERO, OptionalDouble.of(100), 100, false);
    Standing busy = new Standing(Mode.OPEN, BigDecimal.ZERO, OptionalDouble.of(100), 99, false);
    assertThat(CHECK.check(market(true, "2", false), SHARE, twice).rule()).isEqualTo("DUPLICATE");
    assertThat(CHECK.check(market(true, "2", false), SHARE, fast).rule()).isEqualTo("ORDER_RATE");
    assertThat(CHECK.check(market(true, "2", false), SHARE, busy).verdict())
        .isEqualTo(Verdict.ALLOW);
  }

  /// Mode, position, order; what of it may be done, by which rule.
  @ParameterizedTest
  @CsvSource({
    "OPEN, 0, BUY 10, 10, ''",
    "OPEN, 10, SELL 30, 30, ''",
    "OPEN, 0, BUY 10 REDUCE, 0, REDUCE_ONLY",
    "OPEN, 10, BUY 10 REDUCE, 0, REDUCE_ONLY",
    "OPEN, 10, SELL 4 REDUCE, 4, ''",
    "OPEN, 10, SELL 30 REDUCE, 10, REDUCE_ONLY",
    "REDUCING, 10, BUY 2, 0, REDUCING",
    "REDUCING, 0, BUY 2, 0, REDUCING",
    "REDUCING, 10, SELL 10, 10, ''",
    "REDUCING, -10, BUY 30, 10, REDUCING",
    "HALTED, 0, BUY 2, 0, HALTED",
    "HALTED, 10, SELL 10, 0, HALTED",
    "HALTED, 10, SELL 10 REDUCE, 10, ''",
    "HALTED, -10, BUY 30 REDUCE, 10, REDUCE_ONLY",
    "HALTED, 10, BUY 10 REDUCE, 0, REDUCE_ONLY",
  })
  void order_inEachMode_passesAsFarAsItMay(
      Mode mode, String position, String order, String allowed, String rule) {
    List<String> words = List.of(order.split(" ", -1));
    PlannedOrder planned = market(words.getFirst().equals("BUY"), words.get(1), words.size() > 2);
    Ruling ruling = CHECK.check(planned, SHARE, standing(mode, position));
    assertThat(ruling.quantity()).isEqualByComparingTo(allowed);
    assertThat(ruling.rule()).isEqualTo(rule);
    assertThat(ruling.isAllowed()).isEqualTo(ruling.quantity().signum() > 0);
  }

  @Test
  void reducingOrder_priceNotKnown_passesAllTheSame() {
    Standing blind = new Standing(Mode.HALTED, number("10"), OptionalDouble.empty(), 0, false);
    assertThat(CHECK.check(market(false, "10", true), SHARE, blind).verdict())
        .isEqualTo(Verdict.ALLOW);
  }

  @ParameterizedTest
  @CsvSource({"1.9, 0", "2.7, 2", "999.9, 999", "5000, 1000"})
  void quantity_floored_isOneThatMayBeTraded(String wanted, String floored) {
    assertThat(SHARE.floor(number(wanted))).isEqualTo(number(floored));
  }

  @Test
  void rules_contradictory_areRefused() {
    assertThatThrownBy(() -> rules("5", "1")).hasMessageContaining("maxQuantity");
    assertThatThrownBy(() -> new PreTrade(0, 1)).hasMessageContaining("collar");
    assertThatThrownBy(() -> planned(null)).hasMessageContaining("quantity");
  }

  private static InstrumentRules rules(String min, String max) {
    return new InstrumentRules(
        2, false, 0, number(min), number(max), BigDecimal.ZERO, BigDecimal.TEN);
  }

  private static PlannedOrder planned(@Nullable BigDecimal limit) {
    return new PlannedOrder(true, BigDecimal.ZERO, limit, null, false);
  }
}
