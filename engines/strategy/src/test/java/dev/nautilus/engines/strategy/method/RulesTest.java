package dev.nautilus.engines.strategy.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.nautilus.engines.strategy.method.Crossing.Cross;
import dev.nautilus.engines.strategy.method.ExitRules.Held;
import dev.nautilus.engines.strategy.method.ExitRules.Reason;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void crossing_streamed_equalsLookingBackOverAllValues(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Crossing streamed = new Crossing();
    int[] values = random.ints(300, -2, 3).toArray();
    for (int t = 0; t < values.length; t++) {
      int before = t - 1;
      while (before >= 0 && values[before] == 0) {
        before--;
      }
      Cross expected = Cross.NONE;
      if (before >= 0 && values[before] * values[t] < 0) {
        expected = values[t] > 0 ? Cross.UP : Cross.DOWN;
      }
      assertThat(streamed.add(values[t])).isEqualTo(expected);
    }
  }

  @Test
  void crossing_notANumber_forgetsWhatWasBefore() {
    Crossing crossing = new Crossing();
    crossing.add(-1);
    assertThat(crossing.add(Double.NaN)).isEqualTo(Cross.NONE);
    assertThat(crossing.add(1)).isEqualTo(Cross.NONE);
    assertThat(crossing.add(-1)).isEqualTo(Cross.DOWN);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void channel_streamed_equalsTheExtremesOfTheBarsBefore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Channel streamed = new Channel(7);
    double[] lows = random.doubles(100, 90, 100).toArray();
    for (int t = 0; t < lows.length; t++) {
      if (t < 7) {
        assertThat(streamed.high()).isNaN();
        assertThat(streamed.low()).isNaN();
      } else {
        double low = Double.MAX_VALUE;
        double high = 0;
        for (int i = t - 7; i < t; i++) {
          low = Math.min(low, lows[i]);
          high = Math.max(high, lows[i] + 1);
        }
        assertThat(streamed.low()).isEqualTo(low);
        assertThat(streamed.high()).isEqualTo(high);
      }
      streamed.add(lows[t], lows[t] + 1);
    }
  }

  /// Loss 10 %, gain 20 %, entered at 100: side and best close, low, high.
  @ParameterizedTest
  @CsvSource({
    "LONG 100, 0, 95, 105, NONE",
    "LONG 100, 0, 90, 105, STOP_LOSS",
    "LONG 100, 0, 100, 120, STOP_GAIN",
    "LONG 100, 0, 89, 121, STOP_LOSS",
    "LONG 110, 0.05, 104.4, 108, TRAILING_STOP",
    "LONG 110, 0.05, 104.6, 108, NONE",
    "SHORT 100, 0, 95, 109, NONE",
    "SHORT 100, 0, 95, 111, STOP_LOSS",
    "SHORT 100, 0, 80, 105, STOP_GAIN",
    "SHORT 90, 0.05, 85, 94.6, TRAILING_STOP",
  })
  void exit_priceTouchesARule_leaves(
      String position, double trail, double low, double high, Reason reason) {
    String[] words = position.split(" ", 2);
    Held held = new Held(words[0].equals("LONG"), 100, Double.parseDouble(words[1]), 1, Double.NaN);
    assertThat(new ExitRules(0.1, 0.2, trail, 0, 2, 3).reason(held, low, high)).isEqualTo(reason);
  }

  /// Two average true ranges of 1.5 lost, or four gained, from an entry at 100: side, low, high.
  @ParameterizedTest
  @CsvSource({
    "true, 97.1, 105, NONE",
    "true, 97, 105, ATR_STOP",
    "true, 97.1, 106, ATR_GAIN",
    "true, 96, 107, ATR_STOP",
    "false, 95, 102.9, NONE",
    "false, 95, 103, ATR_STOP",
    "false, 94, 102.9, ATR_GAIN",
  })
  void exit_averageTrueRanges_touched_leave(
      boolean isLong, double low, double high, Reason reason) {
    ExitRules rules = new ExitRules(0, 0, 0, 0, 2, 4);
    assertThat(rules.reason(new Held(isLong, 100, 100, 1, 1.5), low, high)).isEqualTo(reason);
    assertThat(rules.reason(new Held(isLong, 100, 100, 1, Double.NaN), low, high))
        .as("not known yet")
        .isEqualTo(Reason.NONE);
  }

  @Test
  void stopDistance_nearerStopCounts_andUnknownIsNone() {
    assertThat(new ExitRules(0.02, 0, 0, 0, 2, 0).stopDistance(100, 0.5)).isEqualTo(1);
    assertThat(new ExitRules(0.02, 0, 0, 0, 2, 0).stopDistance(100, 5)).isEqualTo(2);
    assertThat(new ExitRules(0.02, 0, 0, 0, 2, 0).stopDistance(100, Double.NaN)).isEqualTo(2);
    assertThat(new ExitRules(0, 0, 0, 0, 2, 0).stopDistance(100, Double.NaN)).isNaN();
    assertThat(new ExitRules(0, 0.1, 0, 0, 0, 0).stopDistance(100, 5)).isNaN();
  }

  @Test
  void exit_heldLongEnough_leavesAndNotBefore() {
    ExitRules rules = new ExitRules(0.1, 0, 0, 10, 0, 0);
    assertThat(rules.reason(new Held(true, 100, 100, 9, 1), 99, 101)).isEqualTo(Reason.NONE);
    assertThat(rules.reason(new Held(true, 100, 100, 10, 1), 99, 101)).isEqualTo(Reason.TIME_STOP);
    assertThatThrownBy(() -> new ExitRules(-0.1, 0, 0, 0, 0, 0)).hasMessageContaining("-0.1");
  }

  @Test
  void kelly_fewTrades_isShrunkTowards0() {
    double[] few = {2, 2, 2, -1};
    double[] many = new double[400];
    for (int i = 0; i < many.length; i++) {
      many[i] = few[i % 4];
    }
    assertThat(Sizing.kelly(few)).isCloseTo(Sizing.kelly(many), offset(1e-12));
    assertThat(Sizing.cautiousKelly(few)).isLessThan(Sizing.cautiousKelly(many) / 2);
    assertThat(Sizing.cautiousKelly(many)).isLessThan(Sizing.kelly(many) / 2);
    assertThat(Sizing.kelly(new double[] {1, 2})).as("never lost").isNaN();
    assertThat(Sizing.cautiousKelly(new double[0])).isZero();
  }

  @Test
  void volatilityTarget_calmInstrument_isCappedByLeverage() {
    assertThat(Sizing.volatilityTarget(100_000, 0.1, 0.2, 50, 2)).isCloseTo(1000, offset(1e-9));
    assertThat(Sizing.volatilityTarget(100_000, 0.1, 0.001, 50, 2)).isEqualTo(4000);
    assertThat(Sizing.volatilityTarget(100_000, 0.1, 0, 50, 2)).isNaN();
    assertThat(Sizing.volatilityTarget(100_000, 0.1, Double.NaN, 50, 2)).isNaN();
  }

  @Test
  void betSize_probability_growsFromNothingToAll() {
    assertThat(Sizing.betSize(0.5, 2)).isZero();
    assertThat(Sizing.betSize(0.3, 2)).isCloseTo(-Sizing.betSize(0.7, 2), offset(1e-15));
    assertThat(Sizing.betSize(0.99, 2)).isGreaterThan(0.99);
    assertThat(Sizing.betScore(1, 2)).isNaN();
    assertThat(Sizing.betScore(Double.NaN, 2)).isNaN();
  }

  @Test
  void momentumRank_unknownReturns_areLeftOut() {
    assertThat(MomentumRank.of(Map.of("a", 0.1, "b", 0.3, "c", Double.NaN, "d", 0.3)))
        .containsExactly("b", "d", "a");
  }
}
