package dev.nautilus.engines.ml.method;

/// Learns one number from a row of numbers, example by example. The row has no gaps and no `NaN`.
public sealed interface Learner extends Restorable
    permits BalancedLogistic, GaussianNaiveBayes, HoeffdingTree, LeastSquares, OnlineLogistic {
  /// What it expects: the probability of class 1, or the value. `NaN` while it cannot say.
  double predict(double[] inputs);

  /// Takes an outcome in.
  ///
  /// @param outcome 0 or 1 for a classifier; any finite number for a regression
  void learn(double[] inputs, double outcome);

  /// Weight of each input, the intercept last; empty for a learner without weights.
  double[] weights();
}
