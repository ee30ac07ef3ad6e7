package dev.nautilus.engines.marketdata.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.engines.marketdata.method.ThresholdBars.Rule;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bars of other clocks than time: against their definition written out, and at their edges.
final class ClockBarsTest {
  private static final BigDecimal STEP = new BigDecimal("25");

  private static List<BuiltBar> feed(BarCutter cutter, List<Print> prints) {
    List<BuiltBar> bars = new ArrayList<>();
    prints.forEach(print -> bars.addAll(cutter.accept(print)));
    return bars;
  }

  private static BigDecimal openVolume(BarCutter cutter) {
    BuiltBar open = cutter.state().open();
    return open == null ? BigDecimal.ZERO : open.volume();
  }

  @TestFactory
  Stream<DynamicTest> everyCutter_stoppedAndRestored_goesOnTheSame() {
    Map<String, Supplier<BarCutter>> cutters = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      BigDecimal step = measure == Measure.TICK ? bd(3) : STEP;
      for (Rule rule : Rule.values()) {
        String name = measure + " " + rule;
        cutters.put(name + " split", () -> new ThresholdBars(measure, rule, step, true));
        cutters.put(name + " whole", () -> new ThresholdBars(measure, rule, step, false));
      }
      cutters.put(measure + " adaptive", () -> new AdaptiveImbalanceBars(measure, 10, 3));
    }
    cutters.put("renko once", () -> new RenkoBars(new BigDecimal("0.05"), false));
    cutters.put("renko each", () -> new RenkoBars(new BigDecimal("0.05"), true));
    cutters.put("renko bps", () -> RenkoBars.ofBasisPoints(bd(5)));
    return cutters.entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> restores(each.getValue())));
  }

  private static void restores(Supplier<BarCutter> maker) {
    List<Print> prints = Tapes.random(7, 400);
    List<BuiltBar> whole = feed(maker.get(), prints);
    List<BuiltBar> stopped = new ArrayList<>();
    BarCutter cutter = maker.get();
    for (Print print : prints) {
      BarCutter next = maker.get();
      next.restore(cutter.state());
      cutter = next;
      stopped.addAll(cutter.accept(print));
    }
    assertThat(whole).isNotEmpty();
    assertThat(stopped).isEqualTo(whole);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void volumeBars_split_holdExactlyTheStepAndLoseNothing(long seed) {
    List<Print> prints = Tapes.random(seed, 500);
    BarCutter cutter = new ThresholdBars(Measure.VOLUME, Rule.TOTAL, STEP, true);
    List<BuiltBar> bars = feed(cutter, prints);
    assertThat(bars).allSatisfy(bar -> assertThat(bar.volume()).isEqualByComparingTo(STEP));
    BigDecimal traded = prints.stream().map(Print::size).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(Tapes.volume(bars).add(openVolume(cutter))).isEqualByComparingTo(traded);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void imbalanceBars_tickByTick_equalTheSumWrittenOut(long seed) {
    List<Print> prints = Tapes.random(seed, 500);
    List<Integer> ends = new ArrayList<>();
    int sum = 0;
    for (int i = 0; i < prints.size(); i++) {
      Side side = prints.get(i).aggressor();
      sum += side == Side.BUY ? 1 : side == Side.SELL ? -1 : 0;
      if (Math.abs(sum) >= 4) {
        ends.add(i);
        sum = 0;
      }
    }
    assertThat(ends(prints, new ThresholdBars(Measure.TICK, Rule.IMBALANCE, bd(4), true)))
        .isEqualTo(ends);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void runsBars_tickByTick_equalTheRunWrittenOut(long seed) {
    List<Print> prints = Tapes.random(seed, 500);
    List<Integer> ends = new ArrayList<>();
    Side before = Side.UNKNOWN;
    int run = 0;
    for (int i = 0; i < prints.size(); i++) {
      Side side = prints.get(i).aggressor();
      if (side == Side.UNKNOWN) {
        continue;
      }
      run = side == before ? run + 1 : 1;
      before = side;
      if (run == 3) {
        ends.add(i);
        run = 0;
      }
    }
    assertThat(ends(prints, new ThresholdBars(Measure.TICK, Rule.RUNS, bd(3), true)))
        .isEqualTo(ends);
  }

  private static List<Integer> ends(List<Print> prints, BarCutter cutter) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < prints.size(); i++) {
      int end = i;
      cutter.accept(prints.get(i)).forEach(bar -> ends.add(end));
    }
    return ends;
  }

  private static BigDecimal bd(long value) {
    return BigDecimal.valueOf(value);
  }

  @Test
  void imbalanceBars_largeTradeAgainstTheSum_crossesZeroBeforeItEndsABar() {
    BarCutter cutter = new ThresholdBars(Measure.VOLUME, Rule.IMBALANCE, bd(100), true);
    feed(cutter, List.of(Tapes.trade("10", "50", Side.BUY, 0)));
    List<BuiltBar> bars = cutter.accept(Tapes.trade("10", "260", Side.SELL, 1));
    assertThat(bars).extracting(BuiltBar::volume).containsExactly(bd(200), bd(100));
    assertThat(openVolume(cutter)).isEqualByComparingTo(bd(10));
  }

  @Test
  void runsBars_sideChanges_beginAnew() {
    BarCutter cutter = new ThresholdBars(Measure.VOLUME, Rule.RUNS, bd(10), true);
    List<BuiltBar> bars =
        feed(
            cutter,
            List.of(
                Tapes.trade("1", "9", Side.BUY, 0),
                Tapes.trade("2", "4", Side.SELL, 1),
                Tapes.trade("3", "6", Side.SELL, 2)));
    assertThat(bars)
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.open()).isEqualByComparingTo("2");
              assertThat(bar.volume()).isEqualByComparingTo("10");
              assertThat(bar.sellVolume()).isEqualByComparingTo("10");
            });
  }

  @Test
  void accept_olderThanTheLast_isLateAndNotTaken() {
    BarCutter cutter = new ThresholdBars(Measure.TICK, Rule.TOTAL, bd(2), true);
    cutter.accept(Tapes.trade("1", "1", 5));
    Print late = Tapes.trade("9", "1", 4);
    assertThat(cutter.isLate(late)).isTrue();
    assertThat(cutter.accept(late)).isEmpty();
    assertThat(openVolume(cutter)).isEqualByComparingTo("1");
  }

  @Test
  void accept_stepFarTooSmall_endsABoundedNumberOfBars() {
    BarCutter cutter = new ThresholdBars(Measure.VOLUME, Rule.TOTAL, new BigDecimal("0.001"), true);
    List<BuiltBar> bars = cutter.accept(Tapes.trade("10", "1000000", 0));
    assertThat(bars).hasSize(ThresholdBars.MOST_BARS);
    assertThat(Tapes.volume(bars)).isEqualByComparingTo("1000000");
  }

  @Test
  void valueBars_priceOfZero_neverEndButKeepTheVolume() {
    BarCutter cutter = new ThresholdBars(Measure.VALUE, Rule.TOTAL, bd(100), true);
    assertThat(cutter.accept(Tapes.trade("0", "500", 0))).isEmpty();
    assertThat(openVolume(cutter)).isEqualByComparingTo("500");
  }

  @Test
  void valueBars_negativePrice_countItsMagnitude() {
    BarCutter cutter = new ThresholdBars(Measure.VALUE, Rule.TOTAL, bd(100), true);
    assertThat(cutter.accept(Tapes.trade("-20", "5", 0)))
        .singleElement()
        .satisfies(bar -> assertThat(bar.close()).isEqualByComparingTo("-20"));
  }

  @Test
  void bar_vwapAndSides_areThoseOfItsPrints() {
    BarCutter cutter = new ThresholdBars(Measure.TICK, Rule.TOTAL, bd(3), true);
    BuiltBar bar =
        feed(
                cutter,
                List.of(
                    Tapes.trade("10", "1", Side.BUY, 0),
                    Tapes.trade("20", "3", Side.SELL, 1),
                    Tapes.trade("30", "0", 2)))
            .getFirst();
    assertThat(bar.vwap()).hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("17.5"));
    assertThat(bar.buyVolume()).isEqualByComparingTo("1");
    assertThat(bar.sellVolume()).isEqualByComparingTo("3");
    assertThat(bar.count()).isEqualTo(3);
    assertThat(BuiltBar.empty(bd(1), Tapes.OPEN).vwap()).isEmpty();
  }

  @Test
  void adaptive_beforeItsFirstPrints_makesNoBar() {
    BarCutter cutter = new AdaptiveImbalanceBars(Measure.TICK, 20, 3);
    List<Print> buys = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      buys.add(Tapes.trade("10", "1", Side.BUY, i));
    }
    assertThat(feed(cutter, buys.subList(0, 19))).isEmpty();
    // All buyers: E[b] = 1, so a bar ends with the 20th print and every E[T] = 20 after it.
    assertThat(feed(cutter, buys.subList(19, 60)))
        .extracting(BuiltBar::count)
        .containsExactly(20L, 20L, 20L);
  }

  @Test
  void cutters_stepOfNothing_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThresholdBars(Measure.TICK, Rule.TOTAL, bd(0), true))
        .withMessageContaining("more than 0, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveImbalanceBars(Measure.TICK, 0, 3));
  }

  @Test
  void tickRule_unchangedPrice_keepsTheSideAndAnOwnSideWins() {
    TickRule rule = new TickRule();
    assertThat(rule.sided(Tapes.trade("10", "1", 0)).aggressor()).isEqualTo(Side.UNKNOWN);
    assertThat(rule.sided(Tapes.trade("11", "1", 1)).aggressor()).isEqualTo(Side.BUY);
    assertThat(rule.sided(Tapes.trade("11", "1", 2)).aggressor()).isEqualTo(Side.BUY);
    TickRule restored = new TickRule();
    restored.restore(rule.state());
    assertThat(restored.sided(Tapes.trade("11", "1", Side.SELL, 3)).aggressor())
        .isEqualTo(Side.SELL);
    assertThat(restored.sided(Tapes.trade("10.5", "1", 4)).aggressor()).isEqualTo(Side.SELL);
  }
}
