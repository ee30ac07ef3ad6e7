package dev.nautilus.engines.ml.method;

/// How a model learns.
public enum LearnerKind {
  /// Logistic regression by stochastic gradient descent with a fixed step.
  LOGISTIC_SGD(true),
  /// The same with a step of its own for each weight (AdaGrad).
  LOGISTIC_ADAGRAD(true),
  /// The same by FTRL-Proximal, whose L1 penalty keeps weights at 0.
  LOGISTIC_FTRL(true),
  /// Gaussian naive Bayes.
  NAIVE_BAYES(true),
  /// Hoeffding tree with naive Bayes in its leaves.
  HOEFFDING_TREE(true),
  /// Recursive least squares; the only one that expects a value and not a class.
  LEAST_SQUARES(false);

  private final boolean classifier;

  LearnerKind(boolean classifier) {
    this.classifier = classifier;
  }

  /// Whether it gives a probability.
  public boolean isClassifier() {
    return classifier;
  }
}
