package dev.nautilus.engines.ml.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.engines.ml.method.BarInputs.Candle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What models see: the scale of inputs, and the inputs that bars alone give.
class InputsTest {
  private static List<Candle> walk(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Candle> candles = new ArrayList<>();
    double price = 50;
    for (int i = 0; i < count; i++) {
      price *= 1 + 0.001 * random.nextGaussian();
      double wide = price * 0.0005;
      candles.add(
          new Candle(price + wide, price - 2 * wide, price, 100 + random.nextInt(50), 60, 40));
    }
    return candles;
  }

  private static BarInputs after(List<Candle> candles) {
    BarInputs inputs = new BarInputs();
    candles.forEach(candle -> inputs.update(candle, false));
    return inputs;
  }

  @Test
  void scaler_streaming_equalsMeanAndDeviationOfAllBefore() {
    SplittableRandom random = new SplittableRandom(1);
    FeatureScaler scaler = new FeatureScaler(1);
    List<Double> before = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double value = 1e6 + random.nextGaussian();
      if (i > 20) {
        double mean = before.stream().mapToDouble(x -> x).average().orElseThrow();
        double squares = before.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        double expected = (value - mean) / Math.sqrt(squares / (before.size() - 1));
        assertThat(scaler.scaled(new double[] {value})[0]).isCloseTo(expected, within(1e-6));
      }
      scaler.learn(new double[] {value});
      before.add(value);
    }
  }

  @Test
  void scaler_missingInput_standsAtItsMeanWithAFlag() {
    FeatureScaler scaler = new FeatureScaler(2);
    for (int i = 0; i < 10; i++) {
      scaler.learn(new double[] {i, Double.NaN});
    }
    double[] row = scaler.scaled(new double[] {Double.NaN, Double.NaN});
    assertThat(row).as("seen before, then never seen").containsExactly(0, 0, 1, 0);
    assertThat(scaler.scaled(new double[] {4.5, Double.POSITIVE_INFINITY}))
        .containsExactly(0, 0, 0, 0);
  }

  @Test
  void scaler_constantInput_isZeroAndAnOutlierIsCut() {
    FeatureScaler scaler = new FeatureScaler(2);
    for (int i = 0; i < 10; i++) {
      scaler.learn(new double[] {3, i % 2});
    }
    assertThat(scaler.scaled(new double[] {4, 1e9})).containsExactly(0, 10, 0, 0);
  }

  @Test
  void bars_beforeSixtyReturns_areNotReady() {
    BarInputs inputs = after(walk(1, BarInputs.LOOKBACK));
    assertThat(inputs.isReady()).isFalse();
    assertThat(inputs.deviation()).isNaN();
    assertThatThrownBy(inputs::values).isInstanceOf(IllegalStateException.class);
    inputs.update(walk(1, BarInputs.LOOKBACK + 1).getLast(), false);
    assertThat(inputs.isReady()).isTrue();
    assertThat(inputs.values()).hasSize(BarInputs.NAMES.size());
  }

  @Test
  void bars_pricesThatStandStill_areNotReady() {
    BarInputs inputs = new BarInputs();
    for (int i = 0; i < 200; i++) {
      inputs.update(new Candle(5, 5, 5, 0, Double.NaN, Double.NaN), false);
    }
    assertThat(inputs.isReady()).isFalse();
  }

  @Test
  void bars_streaming_equalTheirDefinitionOverTheLastBars() {
    List<Candle> candles = walk(2, 200);
    BarInputs inputs = after(candles);
    double[] returns = new double[199];
    for (int i = 1; i < 200; i++) {
      returns[i - 1] = candles.get(i).close() / candles.get(i - 1).close() - 1;
    }
    double variance = returns[0] * returns[0];
    for (int i = 1; i < returns.length; i++) {
      variance += 2.0 / 61 * (returns[i] * returns[i] - variance);
    }
    double deviation = Math.sqrt(variance);
    assertThat(inputs.deviation()).isCloseTo(deviation, within(1e-12));
    double sum = 0;
    double flow = 0;
    double volume = 0;
    for (int i = 199 - 20; i < 199; i++) {
      sum += returns[i];
      flow += returns[i] * candles.get(i + 1).volume();
      volume += candles.get(i + 1).volume();
    }
    double[] values = inputs.values();
    assertThat(values[3]).isCloseTo(sum / (deviation * Math.sqrt(20)), within(1e-9));
    assertThat(values[5]).isCloseTo(flow / volume / deviation, within(1e-9));
    assertThat(values[10]).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void bars_unknownSides_areMissingAndNotZero() {
    BarInputs inputs = after(walk(3, 100));
    inputs.update(new Candle(51, 49, 50, 10, Double.NaN, Double.NaN), false);
    assertThat(inputs.values()[9]).isNaN();
    assertThat(inputs.values()[10]).isNaN();
  }

  @Test
  void bars_returnOverAGap_isLeftOut() {
    List<Candle> candles = walk(4, 150);
    BarInputs inputs = after(candles);
    double before = inputs.deviation();
    inputs.update(new Candle(80, 70, 75, 10, 5, 5), true);
    assertThat(inputs.deviation()).isEqualTo(before);
    BarInputs copy = new BarInputs();
    LearnersTest.Restored.copy(inputs, copy);
    assertThat(copy.values()).isEqualTo(inputs.values());
  }

  @Test
  void autocorrelation_streaming_equalsTheBatchForm() {
    SplittableRandom random = new SplittableRandom(7);
    SerialMoments serial = new SerialMoments();
    double[] values = new double[500];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1e5 + (i == 0 ? 0 : 0.5 * (values[i - 1] - 1e5)) + random.nextGaussian();
      serial.add(values[i]);
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
      products += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
    }
    assertThat(serial.autocorrelation()).isCloseTo(products / squares, within(1e-9));
    assertThat(new SerialMoments().autocorrelation()).isNaN();
  }
}
