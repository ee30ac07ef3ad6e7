package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every streaming block against the same quantity computed afresh from the whole window, at every
/// prefix of seeded random values with ties, zeros and jumps in magnitude.
final class BlocksTest {

  private static final long SEED = 4711;
  private static final double[] VALUES = values();

  @ParameterizedTest(name = "period {0}, seed " + SEED)
  @ValueSource(ints = {1, 2, 3, 7, 20, 64})
  void windowBlocks_everyPrefix_equalBatch(int period) {
    equalsBatch(new WindowSum(period), period, window -> Arrays.stream(window).sum());
    equalsBatch(WindowExtreme.highest(period), period, BlocksTest::max);
    equalsBatch(WindowExtreme.lowest(period), period, window -> -max(negated(window)));
    equalsBatch(new WeightedMean(period), period, BlocksTest::weightedMean);
    equalsBatch(new WindowMoments(period), period, BlocksTest::mean);
    WindowMoments moments = new WindowMoments(period);
    equalsBatch(value -> moment(moments, value), period, BlocksTest::variance);
    WindowMoments distances = new WindowMoments(period);
    equalsBatch(
        value -> distances.meanDistance(distances.next(value)), period, BlocksTest::meanDistance);
  }

  @ParameterizedTest(name = "period {0}, seed " + SEED)
  @ValueSource(ints = {2, 3, 7, 20, 64})
  void line_everyPrefix_equalsBatch(int period) {
    equalsBatch(new LinearFit(period), period, BlocksTest::slope);
    LinearFit line = new LinearFit(period);
    equalsBatch(
        value -> {
          line.next(value);
          return line.at(period - 1);
        },
        period,
        window -> mean(window) + slope(window) * (period - 1) / 2.0);
  }

  @ParameterizedTest(name = "period {0}, seed " + SEED)
  @ValueSource(ints = {1, 2, 5, 30})
  void extremeAge_ties_areLatestOrEarliest(int period) {
    WindowExtreme latest = WindowExtreme.highest(period);
    WindowExtreme earliest = WindowExtreme.highest(period).earliest();
    equalsBatch(
        value -> {
          latest.next(value);
          return latest.age();
        },
        period,
        window -> age(window, true));
    equalsBatch(
        value -> {
          earliest.next(value);
          return earliest.age();
        },
        period,
        window -> age(window, false));
  }

  @Test
  void exponentialMean_everyPrefix_equalsWeightsWrittenOut() {
    ExponentialMean ema = ExponentialMean.ema(5);
    double alpha = 2.0 / 6.0;
    for (int i = 0; i < 200; i++) {
      double actual = ema.next(VALUES[i]);
      if (i < 4) {
        assertThat(actual).isNaN();
        continue;
      }
      double expected = Math.pow(1 - alpha, i - 4) * mean(Arrays.copyOf(VALUES, 5));
      for (int j = 5; j <= i; j++) {
        expected += alpha * Math.pow(1 - alpha, i - j) * VALUES[j];
      }
      assertThat(actual).as("prefix %d", i).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void runningSum_hugeThenSmall_losesNothing() {
    RunningSum sum = new RunningSum();
    sum.add(1e17);
    for (int i = 0; i < 1000; i++) {
      sum.add(0.1);
    }
    sum.add(-1e17);
    assertThat(sum.get()).isCloseTo(100, within(1e-9));
  }

  @Test
  void filters_nan_passWithoutBeingRemembered() {
    WindowSum sum = new WindowSum(2);
    sum.next(1);
    assertThat(sum.next(Double.NaN)).isNaN();
    assertThat(sum.next(2)).isEqualTo(3);
    ExponentialMean mean = ExponentialMean.ema(2);
    mean.next(1);
    assertThat(mean.next(Double.NaN)).isNaN();
    assertThat(mean.next(3)).isEqualTo(2);
  }

  private static void equalsBatch(Filter stream, int period, ToDoubleFunction<double[]> batch) {
    for (int i = 0; i < VALUES.length; i++) {
      double actual = stream.next(VALUES[i]);
      if (i + 1 < period) {
        assertThat(actual).as("value %d of warm-up", i).isNaN();
      } else {
        double[] window = Arrays.copyOfRange(VALUES, i + 1 - period, i + 1);
        double expected = batch.applyAsDouble(window);
        double limit = 1e-9 * Math.max(1, Math.abs(expected));
        assertThat(actual).as("value %d, seed %d", i, SEED).isCloseTo(expected, within(limit));
      }
    }
  }

  private static double moment(WindowMoments moments, double value) {
    moments.next(value);
    return moments.variance(0);
  }

  private static double[] values() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[500];
    for (int i = 0; i < values.length; i++) {
      double scale = i > 200 && i < 230 ? 1e4 : 10;
      values[i] = random.nextInt(4) == 0 ? 0 : Math.rint(random.nextGaussian() * scale * 4) / 4;
    }
    return values;
  }

  private static double max(double[] window) {
    return Arrays.stream(window).max().orElseThrow();
  }

  private static double[] negated(double[] window) {
    return Arrays.stream(window).map(value -> -value).toArray();
  }

  private static double mean(double[] window) {
    return Arrays.stream(window).sum() / window.length;
  }

  private static double variance(double[] window) {
    double mean = mean(window);
    return Arrays.stream(window).map(value -> (value - mean) * (value - mean)).sum()
        / window.length;
  }

  private static double meanDistance(double[] window) {
    double mean = mean(window);
    return Arrays.stream(window).map(value -> Math.abs(value - mean)).sum() / window.length;
  }

  private static double weightedMean(double[] window) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < window.length; i++) {
      sum += (i + 1) * window[i];
      weights += i + 1;
    }
    return sum / weights;
  }

  private static double slope(double[] window) {
    double centre = (window.length - 1) / 2.0;
    double top = 0;
    double bottom = 0;
    for (int i = 0; i < window.length; i++) {
      top += (i - centre) * window[i];
      bottom += (i - centre) * (i - centre);
    }
    return top / bottom;
  }

  private static double age(double[] window, boolean latest) {
    int best = 0;
    for (int i = 1; i < window.length; i++) {
      if (latest ? window[i] >= window[best] : window[i] > window[best]) {
        best = i;
      }
    }
    return window.length - 1 - best;
  }
}
