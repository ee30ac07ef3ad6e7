package dev.nautilus.engines.ml.method;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// A logistic regression to which both classes matter alike, however rare one of them is.
///
/// An example of class `c` counts `n / (2 n_c)` (inverse frequency, so far). That alone would make
/// it speak of a world in which both are as frequent; its odds are brought back to the frequencies
/// seen: `odds' = odds n_1 / n_0`.
///
/// **Source** of the correction: Elkan (2001), The Foundations of Cost-Sensitive Learning, IJCAI,
/// theorem 2.
final class BalancedLogistic implements Learner {
  /// An example never counts more than this: the first ones of a rare class must not undo the rest.
  private static final double MOST = 10;

  private final OnlineLogistic plain;
  private final double[] counts = {1, 1};

  BalancedLogistic(OnlineLogistic plain) {
    this.plain = plain;
  }

  @Override
  public double predict(double[] inputs) {
    double balanced = plain.predict(inputs);
    double up = balanced * counts[1];
    double down = (1 - balanced) * counts[0];
    return up / (up + down);
  }

  @Override
  public void learn(double[] inputs, double outcome) {
    int label = outcome == 1 ? 1 : 0;
    double weight = (counts[0] + counts[1]) / (2 * counts[label]);
    plain.learn(inputs, outcome, Math.min(weight, MOST));
    counts[label]++;
  }

  @Override
  public double[] weights() {
    return plain.weights();
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, counts);
    plain.save(out);
  }

  @Override
  public void load(DoubleSupplier in) {
    Restorable.loadAll(in, counts);
    plain.load(in);
  }
}
