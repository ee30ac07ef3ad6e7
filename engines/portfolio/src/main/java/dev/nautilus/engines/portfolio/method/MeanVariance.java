package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;
import java.util.Optional;

/// Weights on the efficient frontier.
///
/// **Definition** quadratic programs over `sum w = 1` (or 0), `l <= w <= u`. **Unit** weights as
/// fractions of the net asset value; covariance and means in the same unit of time. **Source**
/// Markowitz (1952), J. Finance 7(1); the Sharpe ratio's program: Cornuejols & Tütüncü (2007),
/// Optimization Methods in Finance, 8.2. **Undefined** (empty) when nothing meets the bounds.
///
/// @param covariance S, symmetric, without negative eigenvalues
/// @param means mu, one an asset
/// @param bounds what weights may be
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
public record MeanVariance(double[][] covariance, double[] means, Bounds bounds) {

  public MeanVariance {
    if (covariance.length != means.length) {
      throw new IllegalArgumentException(
          "means must pair up with the covariance, were %d and %d"
              .formatted(means.length, covariance.length));
    }
  }

  private QuadraticProgram program(double[][] q, double[] c) {
    double[] ones = new double[means.length];
    Arrays.fill(ones, 1);
    return new QuadraticProgram(q, c)
        .equal(ones, bounds.sum())
        .each(means.length, bounds.lower(), bounds.upper());
  }

  /// `min w' S w`.
  public Optional<double[]> leastVariance() {
    return bounds.allow(means.length)
        ? program(covariance, new double[means.length]).minimum().map(this::clean)
        : Optional.empty();
  }

  /// `min w' S w` with `mu' w >= target`.
  public Optional<double[]> efficientReturn(double target) {
    return program(covariance, new double[means.length])
        .between(target, means, Double.POSITIVE_INFINITY)
        .minimum()
        .map(this::clean);
  }

  /// `max mu' w - (aversion / 2) w' S w`.
  ///
  /// @param aversion to risk, more than 0
  public Optional<double[]> quadraticUtility(double aversion) {
    if (!(aversion > 0)) {
      throw new IllegalArgumentException("aversion must be more than 0, was " + aversion);
    }
    return program(Algebra.scaled(covariance, aversion), means).minimum().map(this::clean);
  }

  /// `max (mu' w - rf) / sqrt(w' S w)`, by `y = w / kappa`: `min y' S y + gamma y' y` with `(mu -
  /// rf)' y = 1`, `sum y = kappa`, `l kappa <= y <= u kappa`.
  ///
  /// **Undefined** (empty) when no portfolio earns more than `riskFree`.
  ///
  /// @param riskFree in the unit of time of the means
  /// @param gamma weight of the penalty on y, 0 for none
  public Optional<double[]> mostSharpe(double riskFree, double gamma) {
    int n = means.length;
    double[][] q = new double[n + 1][n + 1];
    double[] excess = new double[n + 1];
    double[] scale = new double[n + 1];
    for (int i = 0; i < n; i++) {
      System.arraycopy(covariance[i], 0, q[i], 0, n);
      q[i][i] += gamma;
      excess[i] = means[i] - riskFree * (bounds.sum() == 0 ? 0 : 1 / bounds.sum());
      scale[i] = 1;
    }
    scale[n] = -bounds.sum();
    QuadraticProgram program =
        new QuadraticProgram(q, new double[n + 1]).equal(excess, 1).equal(scale, 0);
    for (int i = 0; i < n; i++) {
      program.between(0, row(n, i, 1, -bounds.lower()), Double.POSITIVE_INFINITY);
      program.between(Double.NEGATIVE_INFINITY, row(n, i, 1, -bounds.upper()), 0);
    }
    double[] kappa = new double[n + 1];
    kappa[n] = 1;
    program.between(0, kappa, Double.POSITIVE_INFINITY);
    return program
        .minimum()
        .filter(y -> y[n] > 0)
        .map(y -> Arrays.stream(y, 0, n).map(value -> value / y[n]).toArray())
        .map(this::clean);
  }

  private static double[] row(int n, int asset, double own, double kappa) {
    double[] row = new double[n + 1];
    row[asset] = own;
    row[n] = kappa;
    return row;
  }

  /// Puts what a rounding error left outside back on the bound, and makes the sum exact.
  private double[] clean(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.clamp(weights[i], bounds.lower(), bounds.upper());
      sum += weights[i];
    }
    if (bounds.sum() != 0 && sum != 0) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= bounds.sum() / sum;
      }
    }
    return weights;
  }

  /// What weights are expected to earn and how much they move.
  ///
  /// @param expectedReturn `mu' w`
  /// @param volatility `sqrt(w' S w)`
  /// @param sharpe `(return - rf) / volatility`; `NaN` without volatility
  public record Performance(double expectedReturn, double volatility, double sharpe) {}

  /// Performance of weights.
  public Performance performance(double[] weights, double riskFree) {
    double earned = Algebra.dot(means, weights);
    double volatility = Math.sqrt(Math.max(0, Algebra.quadratic(covariance, weights)));
    return new Performance(
        earned, volatility, volatility > 0 ? (earned - riskFree) / volatility : Double.NaN);
  }
}
