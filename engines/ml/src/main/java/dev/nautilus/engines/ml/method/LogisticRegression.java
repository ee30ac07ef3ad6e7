package dev.nautilus.engines.ml.method;

import java.util.Arrays;
import java.util.List;

/// Logistic regression of a whole table at once: what the online forms tend to, and are held
/// against.
///
/// **Definition** the weights of the largest likelihood, by Newton's method: each step is a least
/// squares fit with weights `p (1 - p)`. **Undefined** where a plane separates the classes: the
/// likelihood then has no largest value.
///
/// **Source** McCullagh, Nelder, Generalized Linear Models, 2nd ed., 2.5.
final class LogisticRegression {
  private static final int MOST_STEPS = 50;
  private static final double ENOUGH = 1e-12;

  private LogisticRegression() {}

  /// @param weights one for each input, the intercept last
  /// @param logLikelihood in nats, at most 0
  record Fit(List<Double> weights, double logLikelihood) {
    Fit {
      weights = List.copyOf(weights);
    }
  }

  /// Fits.
  ///
  /// @param rows inputs of each example
  /// @param outcomes 0 or 1
  /// @throws IllegalArgumentException when there is no largest likelihood
  static Fit fit(double[][] rows, double[] outcomes) {
    int inputs = rows[0].length;
    double[] weights = new double[inputs + 1];
    double before = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      LeastSquares squares = new LeastSquares(inputs, 1, 0);
      double likelihood = 0;
      for (int i = 0; i < rows.length; i++) {
        double sum = sum(weights, rows[i]);
        double p = Probability.logistic(sum);
        likelihood -= Probability.logLoss(p, outcomes[i]);
        double spread = p * (1 - p);
        squares.learn(rows[i], sum + (outcomes[i] - p) / spread, spread);
      }
      if (Math.abs(likelihood - before) <= ENOUGH * Math.abs(likelihood)) {
        return new Fit(Arrays.stream(weights).boxed().toList(), likelihood);
      }
      before = likelihood;
      weights = squares.weights();
    }
    throw new IllegalArgumentException(
        "the outcomes must not be separable by a plane, had no fit after " + MOST_STEPS + " steps");
  }

  private static double sum(double[] weights, double[] row) {
    double sum = weights[row.length];
    for (int i = 0; i < row.length; i++) {
      sum += weights[i] * row[i];
    }
    return sum;
  }
}
