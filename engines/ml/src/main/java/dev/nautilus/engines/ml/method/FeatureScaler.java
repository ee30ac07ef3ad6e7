package dev.nautilus.engines.ml.method;

import dev.nautilus.quant.flow.Moments;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Brings the inputs of one instrument to a common scale, by what was seen before.
///
/// **Definition** each input becomes two numbers: its distance from the running mean in running
/// standard deviations (Welford), cut at 10; and a flag. A missing input stands at its mean, that
/// is 0, and has flag 1. A constant one (deviation 0) is 0. An input that was never seen is 0 with
/// flag 0: nothing can be learned from it, so that one which first comes in the middle of a stream
/// begins with weight 0. **Order** look first, then [#learn]: the row itself must not be in its own
/// scale.
public final class FeatureScaler implements Restorable {
  private static final double FARTHEST = 10;

  private final Moments[] moments;

  /// A scale that has seen nothing.
  ///
  /// @param inputs how many, 1 or more
  public FeatureScaler(int inputs) {
    moments = new Moments[inputs];
    Arrays.fill(moments, Moments.NONE);
  }

  /// How long a scaled row is.
  public static int width(int inputs) {
    return 2 * inputs;
  }

  /// The row to learn from: values first, then flags.
  ///
  /// @param raw `NaN` where missing
  public double[] scaled(double[] raw) {
    double[] row = new double[width(raw.length)];
    for (int i = 0; i < raw.length; i++) {
      Moments seen = moments[i];
      double deviation = seen.deviation();
      if (!Double.isFinite(raw[i])) {
        row[raw.length + i] = seen.count() > 0 ? 1 : 0;
      } else if (deviation > 0) {
        row[i] = Math.clamp((raw[i] - seen.mean()) / deviation, -FARTHEST, FARTHEST);
      }
    }
    return row;
  }

  /// Takes a row into the scale.
  public void learn(double[] raw) {
    for (int i = 0; i < raw.length; i++) {
      if (Double.isFinite(raw[i])) {
        moments[i] = moments[i].plus(raw[i]);
      }
    }
  }

  @Override
  public void save(DoubleConsumer out) {
    for (Moments each : moments) {
      StoredMoments.save(each, out);
    }
  }

  @Override
  public void load(DoubleSupplier in) {
    for (int i = 0; i < moments.length; i++) {
      moments[i] = StoredMoments.load(in);
    }
  }
}
