package dev.nautilus.engines.marketdata.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenkoBarsTest {
  private static BigDecimal bd(long number) {
    return BigDecimal.valueOf(number);
  }

  private static List<BuiltBar> feed(BarCutter cutter, List<Print> prints) {
    return prints.stream().flatMap(print -> cutter.accept(print).stream()).toList();
  }

  @Test
  void renko_severalBricksInOnePrint_volumeOnceOrInEach() {
    List<Print> prints = List.of(Tapes.trade("100", "3", 0), Tapes.trade("102.5", "4", 1));
    assertThat(feed(new RenkoBars(bd(1), false), prints))
        .extracting(BuiltBar::volume)
        .containsExactly(bd(7), bd(0));
    assertThat(feed(new RenkoBars(bd(1), true), prints))
        .extracting(BuiltBar::volume)
        .containsExactly(bd(7), bd(7));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void renko_everyBrick_beginsWhereTheLastEnded(long seed) {
    List<BuiltBar> bars =
        feed(new RenkoBars(new BigDecimal("0.04"), false), Tapes.random(seed, 400));
    assertThat(bars).hasSizeGreaterThan(20);
    for (int i = 1; i < bars.size(); i++) {
      assertThat(bars.get(i).open()).isEqualByComparingTo(bars.get(i - 1).close());
      assertThat(bars.get(i).high().subtract(bars.get(i).low())).isEqualByComparingTo("0.04");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1.25", "250", "63172.55"})
  void renkoOfBasisPoints_sameShareOfAnyPrice_isAsManyBricks(String price) {
    BigDecimal first = new BigDecimal(price);
    List<Print> prints =
        List.of(
            Tapes.trade(price, "1", 0),
            Tapes.trade(first.multiply(new BigDecimal("0.95")).toString(), "1", 1));
    // 500 basis points down, a hair more than the bricks are high where the height was rounded.
    assertThat(feed(RenkoBars.ofBasisPoints(bd(10)), prints)).hasSizeBetween(49, 50);
  }

  @Test
  void renkoOfBasisPoints_priceOfNothing_waitsForOneThatHasAHeight() {
    List<Print> prints =
        List.of(Tapes.trade("0", "1", 0), Tapes.trade("100", "1", 1), Tapes.trade("101", "1", 2));
    assertThat(feed(RenkoBars.ofBasisPoints(bd(100)), prints))
        .singleElement()
        .satisfies(bar -> assertThat(bar.close()).isEqualByComparingTo("101"));
  }

  @Test
  void renko_stateOfBeforeBasisPoints_goesOn() {
    RenkoBars bars = new RenkoBars(bd(1), false);
    bars.restore(new BarCutter.State(null, Tapes.OPEN, List.of(bd(100))));
    assertThat(feed(bars, List.of(Tapes.trade("101", "1", 1)))).hasSize(1);
  }

  @Test
  void brick_ofNothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RenkoBars(bd(-1), false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RenkoBars.ofBasisPoints(bd(0)))
        .withMessageContaining("more than 0, was 0");
  }
}
