package dev.nautilus.engines.ml.method;

import dev.nautilus.quant.flow.Moments;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Of each class, how many examples there were and how each input was spread in them: a normal
/// distribution by running mean and variance (Welford).
final class ClassDensities implements Restorable {
  static final int CLASSES = 2;

  private static final double LOG_ROOT_TWO_PI = StrictMath.log(Math.sqrt(2 * Math.PI));

  private final Moments[][] moments;

  ClassDensities(int inputs) {
    moments = new Moments[CLASSES][inputs];
    for (Moments[] each : moments) {
      Arrays.fill(each, Moments.NONE);
    }
  }

  void learn(double[] inputs, int label) {
    Moments[] own = moments[label];
    for (int i = 0; i < inputs.length; i++) {
      own[i] = own[i].plus(inputs[i]);
    }
  }

  Moments of(int label, int input) {
    return moments[label][input];
  }

  /// Naive Bayes: `P(c) prod f(x_i | c)`, made to sum to 1.
  ///
  /// @param counts weight of each class before the inputs are seen
  /// @return probability of class 1; `NaN` where no class was seen
  double probability(double[] inputs, double[] counts) {
    double all = counts[0] + counts[1];
    if (all == 0) {
      return Double.NaN;
    }
    double[] logs = new double[CLASSES];
    for (int label = 0; label < CLASSES; label++) {
      logs[label] = StrictMath.log(counts[label]);
      for (int i = 0; i < inputs.length; i++) {
        boolean silent = moments[0][i].count() + moments[1][i].count() == 0;
        logs[label] += silent ? 0 : logDensity(moments[label][i], inputs[i]);
      }
    }
    double top = Math.max(logs[0], logs[1]);
    if (top == Double.NEGATIVE_INFINITY) {
      return counts[1] / all;
    }
    double up = StrictMath.exp(logs[1] - top);
    return up / (up + StrictMath.exp(logs[0] - top));
  }

  /// Logarithm of the normal density; of a constant, 0 at it and minus infinity elsewhere, as of
  /// what was never seen.
  private static double logDensity(Moments seen, double value) {
    double deviation = seen.deviation();
    if (!(deviation > 0)) {
      return seen.count() > 0 && value == seen.mean() ? 0 : Double.NEGATIVE_INFINITY;
    }
    double away = (value - seen.mean()) / deviation;
    return -0.5 * away * away - LOG_ROOT_TWO_PI - StrictMath.log(deviation);
  }

  @Override
  public void save(DoubleConsumer out) {
    for (Moments[] own : moments) {
      for (Moments each : own) {
        StoredMoments.save(each, out);
      }
    }
  }

  @Override
  public void load(DoubleSupplier in) {
    for (Moments[] own : moments) {
      for (int i = 0; i < own.length; i++) {
        own[i] = StoredMoments.load(in);
      }
    }
  }
}
