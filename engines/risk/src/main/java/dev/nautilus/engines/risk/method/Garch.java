package dev.nautilus.engines.risk.method;

import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/// Variance that answers to yesterday's surprise and to its own past: GARCH(1,1), Gaussian.
///
/// **Definition** `r = μ + e`, `e ~ N(0, h)`, `h = ω + αe² + βh`; before the first return both e²
/// and h are the mean of e². **Unit** μ as returns, ω as squared returns. **Source** Bollerslev
/// (1986), Journal of Econometrics 31; the pre-sample as in the benchmark of Fiorentini, Calzolari
/// & Panattoni (1996), Journal of Applied Econometrics 11.
///
/// @param mu mean return
/// @param omega constant part of the variance, more than 0
/// @param alpha weight of the last squared surprise, 0 or more
/// @param beta weight of the last variance, 0 or more; alpha and beta together below 1
public record Garch(double mu, double omega, double alpha, double beta) {
  /// Fewest returns a fit is tried on: with fewer the likelihood is too flat.
  public static final int FEWEST = 100;

  private static final int RESTARTS = 4;
  private static final int EVALUATIONS = 20_000;

  /// One return's place in the model.
  ///
  /// @param variances of each return, and one more: of the return to come
  /// @param residuals surprises in standard deviations
  /// @param logLikelihood of all returns
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  public record Path(double[] variances, double[] residuals, double logLikelihood) {
    /// Variance expected of the return to come.
    public double next() {
      return variances[variances.length - 1];
    }
  }

  /// Whether the parameters describe a variance that stays positive and finite.
  boolean isStationary() {
    return omega > 0 && alpha >= 0 && beta >= 0 && alpha + beta < 1;
  }

  /// Variance of the return after one.
  ///
  /// @param surprise return less μ
  /// @param variance of that return
  public double next(double surprise, double variance) {
    return omega + alpha * surprise * surprise + beta * variance;
  }

  /// Runs through returns, oldest first.
  public Path path(double[] returns) {
    double[] variances = new double[returns.length + 1];
    double[] residuals = new double[returns.length];
    double before = presample(returns);
    variances[0] = omega + (alpha + beta) * before;
    double logLikelihood = 0;
    for (int t = 0; t < returns.length; t++) {
      double surprise = returns[t] - mu;
      residuals[t] = surprise / Math.sqrt(variances[t]);
      logLikelihood +=
          -0.5 * (Math.log(2 * Math.PI) + Math.log(variances[t]) + residuals[t] * residuals[t]);
      variances[t + 1] = next(surprise, variances[t]);
    }
    return new Path(variances, residuals, logLikelihood);
  }

  private double presample(double[] returns) {
    double sum = 0;
    for (double value : returns) {
      sum += (value - mu) * (value - mu);
    }
    return sum / returns.length;
  }

  /// Finds the parameters under which the returns are likeliest. Begins at variance targeting (`ω =
  /// s²(1-α-β)`); the simplex is begun anew where it ended until it gains nothing.
  ///
  /// **Undefined** below [#FEWEST] returns, where they do not vary, and where no maximum is found.
  ///
  /// @param returns oldest first
  public static Optional<Garch> fit(double[] returns) {
    SampleMoments moments = SampleMoments.of(returns);
    if (returns.length < FEWEST || !(moments.second() > 0)) {
      return Optional.empty();
    }
    // In standard deviations the four parameters are of like size, whatever the unit of returns.
    double scale = moments.deviation();
    double[] scaled = new double[returns.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = returns[i] / scale;
    }
    double[] point = {moments.mean() / scale, 0.05, 0.1, 0.85};
    double reached = Double.NEGATIVE_INFINITY;
    try {
      for (int i = 0; i < RESTARTS; i++) {
        var best = maximum(scaled, point);
        point = best.getPoint();
        if (best.getValue() - reached < 1e-9) {
          break;
        }
        reached = best.getValue();
      }
    } catch (MathRuntimeException e) {
      // Too many evaluations: the likelihood has no maximum to speak of.
      return Optional.empty();
    }
    Garch fitted = new Garch(point[0] * scale, point[1] * scale * scale, point[2], point[3]);
    return fitted.isStationary() ? Optional.of(fitted) : Optional.empty();
  }

  private static org.hipparchus.optim.PointValuePair maximum(double[] returns, double[] start) {
    return new SimplexOptimizer(1e-12, 1e-10)
        .optimize(
            new MaxEval(EVALUATIONS),
            new ObjectiveFunction(point -> likelihood(point, returns)),
            GoalType.MAXIMIZE,
            new NelderMeadSimplex(new double[] {0.05, 0.02, 0.05, -0.05}),
            new InitialGuess(start));
  }

  private static double likelihood(double[] point, double[] returns) {
    Garch tried = new Garch(point[0], point[1], point[2], point[3]);
    return tried.isStationary() ? tried.logLikelihood(returns) : Double.NEGATIVE_INFINITY;
  }

  private double logLikelihood(double[] returns) {
    double variance = omega + (alpha + beta) * presample(returns);
    double sum = 0;
    for (double value : returns) {
      double surprise = value - mu;
      sum += Math.log(variance) + surprise * surprise / variance;
      variance = next(surprise, variance);
    }
    return -0.5 * (returns.length * Math.log(2 * Math.PI) + sum);
  }
}
