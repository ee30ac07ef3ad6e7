package dev.nautilus.engines.ml.method;

/// A learner and its parameters; those of other kinds are not looked at.
///
/// @param kind which
/// @param lr step of SGD and AdaGrad, more than 0
/// @param l1 FTRL: weights below it stay 0, 0 or more
/// @param l2 FTRL: pull towards 0, 0 or more
/// @param alpha FTRL: step, more than 0
/// @param beta FTRL: how slowly steps begin to shrink, 0 or more
/// @param forgetting least squares: weight of the past at each example, above 0.9 and up to 1
/// @param ridge least squares: pull towards 0, in squared units of the inputs, 0 or more
/// @param balanced logistic kinds: whether the rarer class counts as much as the other
public record LearnerRule(
    LearnerKind kind,
    double lr,
    double l1,
    double l2,
    double alpha,
    double beta,
    double forgetting,
    double ridge,
    boolean balanced) {

  public LearnerRule {
    require(lr > 0 && Double.isFinite(lr), "lr must be more than 0", lr);
    require(l1 >= 0 && Double.isFinite(l1), "l1 must be 0 or more", l1);
    require(l2 >= 0 && Double.isFinite(l2), "l2 must be 0 or more", l2);
    require(alpha > 0 && Double.isFinite(alpha), "alpha must be more than 0", alpha);
    require(beta >= 0 && Double.isFinite(beta), "beta must be 0 or more", beta);
    require(
        forgetting > 0.9 && forgetting <= 1,
        "forgetting must be above 0.9 and up to 1",
        forgetting);
    require(ridge >= 0 && Double.isFinite(ridge), "ridge must be 0 or more", ridge);
  }

  private static void require(boolean holds, String rule, double was) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + was);
    }
  }

  /// A kind with the usual parameters: FTRL as in McMahan (2013), least squares that forget
  /// nothing.
  public static LearnerRule of(LearnerKind kind) {
    return new LearnerRule(kind, 0.02, 0, 1, 0.1, 1, 1, 1, true);
  }

  /// A new learner that knows nothing.
  ///
  /// @param inputs numbers in a row, 1 or more
  public Learner create(int inputs) {
    return switch (kind) {
      case LOGISTIC_SGD -> logistic(new Descent.Sgd(inputs + 1, lr));
      case LOGISTIC_ADAGRAD ->
          logistic(new Descent.AdaGrad(inputs + 1, lr, Descent.AdaGrad.EPSILON));
      case LOGISTIC_FTRL ->
          logistic(new Descent.FtrlProximal(inputs + 1, new Descent.Ftrl(alpha, beta, l1, l2)));
      case NAIVE_BAYES -> new GaussianNaiveBayes(inputs);
      case HOEFFDING_TREE -> new HoeffdingTree(inputs, HoeffdingTree.Rule.PUBLISHED);
      case LEAST_SQUARES -> new LeastSquares(inputs, forgetting, ridge);
    };
  }

  private Learner logistic(Descent descent) {
    OnlineLogistic plain = new OnlineLogistic(descent);
    return balanced ? new BalancedLogistic(plain) : plain;
  }
}
