package dev.nautilus.engines.ml.method;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// What a model knows of an instrument by its bars alone, so that it can learn from history, where
/// nobody has kept feature vectors.
///
/// **Definition** with `r` the simple returns from close to close and `s` their exponential
/// standard deviation over about 60 bars: `return(k)`, the sum of the last `k` returns in units of
/// `s sqrt(k)`; `flow_return(20)`, the mean of 20 returns weighted by volume, in units of `s`;
/// `volatility_change`, `ln` of the deviation over 10 bars to that over 60; `volume`, `ln(1 +
/// volume)`; `close_location`, `(2 close - high - low) / (high - low)`; `imbalance(k)`, `(buy -
/// sell) / (buy + sell)` over `k` bars. **Unit** none. **Undefined** (`NaN`): `close_location`
/// where high is low, `imbalance` where nobody told who bought, `flow_return` without volume. The
/// return over a gap is left out. **Not ready** before 60 returns.
public final class BarInputs implements Restorable {
  /// Returns it looks back.
  public static final int LOOKBACK = 60;

  /// What [#values] holds, in its order.
  public static final List<String> NAMES =
      List.of(
          "return(1)",
          "return(5)",
          "return(10)",
          "return(20)",
          "return(60)",
          "flow_return(20)",
          "volatility_change",
          "volume",
          "close_location",
          "imbalance(1)",
          "imbalance(20)");

  private static final int[] SPANS = {1, 5, 10, 20, 60};
  private static final int FLOW_SPAN = 20;
  private static final double SLOW = 2.0 / (LOOKBACK + 1);
  private static final double FAST = 2.0 / (10 + 1);

  private final double[] returns = new double[LOOKBACK];
  private final double[] volumes = new double[LOOKBACK];
  private final double[] buys = new double[LOOKBACK];
  private final double[] sells = new double[LOOKBACK];
  private int count;
  private int at = LOOKBACK - 1;
  private double slowVariance = Double.NaN;
  private double fastVariance = Double.NaN;
  private double previous = Double.NaN;
  private double location = Double.NaN;

  /// A bar as far as it matters here.
  ///
  /// @param buy volume that buyers took; `NaN` when nobody told, as `sell`
  public record Candle(
      double high, double low, double close, double volume, double buy, double sell) {}

  /// Takes a complete bar in.
  ///
  /// @param afterGap whether bars are missing before it
  public void update(Candle bar, boolean afterGap) {
    double gain = bar.close() / previous - 1;
    boolean usable = !afterGap && previous > 0 && bar.close() > 0;
    previous = bar.close();
    double range = bar.high() - bar.low();
    location = range > 0 ? (2 * bar.close() - bar.high() - bar.low()) / range : Double.NaN;
    if (!usable) {
      return;
    }
    at = (at + 1) % LOOKBACK;
    returns[at] = gain;
    volumes[at] = bar.volume();
    buys[at] = bar.buy();
    sells[at] = bar.sell();
    count = Math.min(LOOKBACK, count + 1);
    slowVariance = faded(slowVariance, gain, SLOW);
    fastVariance = faded(fastVariance, gain, FAST);
  }

  private static double faded(double variance, double gain, double weight) {
    return Double.isNaN(variance) ? gain * gain : variance + weight * (gain * gain - variance);
  }

  /// Whether it has seen enough, and prices move at all.
  public boolean isReady() {
    return count == LOOKBACK && slowVariance > 0;
  }

  /// Standard deviation of the return of one bar, a fraction.
  ///
  /// @return `NaN` while not ready
  public double deviation() {
    return isReady() ? Math.sqrt(slowVariance) : Double.NaN;
  }

  /// The inputs as of the newest bar.
  ///
  /// @throws IllegalStateException while not ready
  public double[] values() {
    if (!isReady()) {
      throw new IllegalStateException("must have seen " + LOOKBACK + " returns, had " + count);
    }
    double[] values = new double[NAMES.size()];
    double deviation = deviation();
    for (int i = 0; i < SPANS.length; i++) {
      values[i] = sum(returns, SPANS[i]) / (deviation * Math.sqrt(SPANS[i]));
    }
    double volume = sum(volumes, FLOW_SPAN);
    values[5] = volume > 0 ? weighted() / (volume * deviation) : Double.NaN;
    values[6] = fastVariance > 0 ? StrictMath.log(fastVariance / slowVariance) / 2 : Double.NaN;
    values[7] = StrictMath.log1p(volumes[at]);
    values[8] = location;
    values[9] = imbalance(1);
    values[10] = imbalance(FLOW_SPAN);
    return values;
  }

  private double sum(double[] of, int span) {
    double sum = 0;
    for (int back = 0; back < span; back++) {
      sum += of[index(back)];
    }
    return sum;
  }

  private double weighted() {
    double sum = 0;
    for (int back = 0; back < FLOW_SPAN; back++) {
      sum += returns[index(back)] * volumes[index(back)];
    }
    return sum;
  }

  private double imbalance(int span) {
    double bought = sum(buys, span);
    double sold = sum(sells, span);
    return bought + sold > 0 ? (bought - sold) / (bought + sold) : Double.NaN;
  }

  private int index(int back) {
    return Math.floorMod(at - back, LOOKBACK);
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, returns, volumes, buys, sells);
    double[] rest = {count, at, slowVariance, fastVariance, previous, location};
    Restorable.saveAll(out, rest);
  }

  @Override
  public void load(DoubleSupplier in) {
    Restorable.loadAll(in, returns, volumes, buys, sells);
    count = Restorable.count(in, LOOKBACK);
    at = Restorable.count(in, LOOKBACK - 1);
    slowVariance = in.getAsDouble();
    fastVariance = in.getAsDouble();
    previous = in.getAsDouble();
    location = in.getAsDouble();
  }
}
