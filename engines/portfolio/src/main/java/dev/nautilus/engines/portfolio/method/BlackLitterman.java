package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;

/// Expected returns from what the market holds and what someone believes.
///
/// **Definition** `pi = delta S w_mkt (+ rf)`; `E = [(tau S)^-1 + P' O^-1 P]^-1 [(tau S)^-1 pi + P'
/// O^-1 Q]`, computed as `pi + tau S P' (P tau S P' + O)^-1 (Q - P pi)`, which is the same and
/// needs no inverse of S; `O = diag(P tau S P')`. **Unit** that of the covariance's time, usually a
/// year. **Source** Black & Litterman (1992), Financial Analysts J. 48(5); He & Litterman (1999).
/// **Undefined**: a view about something that does not move has no weight.
public final class BlackLitterman {
  private BlackLitterman() {}

  /// How much return the market asks for a unit of variance: `(mean - rf) / variance` of its
  /// returns.
  ///
  /// **Undefined** (`NaN`) when the market does not move.
  ///
  /// @param marketReturns simple, daily
  /// @param perYear days in a year
  /// @param riskFree a year
  public static double delta(double[] marketReturns, double perYear, double riskFree) {
    double mean = Arrays.stream(marketReturns).average().orElse(Double.NaN);
    double squares = 0;
    for (double value : marketReturns) {
      squares += (value - mean) * (value - mean);
    }
    double variance = squares / (marketReturns.length - 1) * perYear;
    return variance > 0 ? (mean * perYear - riskFree) / variance : Double.NaN;
  }

  /// Returns that make the market's weights optimal: `delta S w + rf`.
  public static double[] equilibrium(
      double[][] covariance, double[] marketWeights, double delta, double riskFree) {
    return Arrays.stream(Algebra.times(covariance, marketWeights))
        .map(value -> delta * value + riskFree)
        .toArray();
  }

  /// What someone believes.
  ///
  /// @param portfolios P, by view, then asset
  /// @param returns Q, what each portfolio earns
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  public record Views(double[][] portfolios, double[] returns) {
    public Views {
      if (portfolios.length != returns.length) {
        throw new IllegalArgumentException(
            "views must pair up, were %d portfolios and %d returns"
                .formatted(portfolios.length, returns.length));
      }
    }
  }

  /// Prior and views together.
  ///
  /// @param tau how uncertain the prior is, usually 0.05
  public static double[] posterior(double[][] covariance, double[] prior, Views views, double tau) {
    double[][] p = views.portfolios();
    double[][] spread = Algebra.times(Algebra.scaled(covariance, tau), Algebra.transposed(p));
    double[][] middle = Algebra.times(p, spread);
    double[] surprise = new double[p.length];
    double[] believed = Algebra.times(p, prior);
    for (int k = 0; k < p.length; k++) {
      middle[k][k] *= 2; // P tau S P' + its own diagonal
      surprise[k] = views.returns()[k] - believed[k];
    }
    double[] weight = p.length == 0 ? new double[0] : Algebra.solve(middle, surprise);
    if (weight.length != p.length || p.length == 0) {
      return prior.clone();
    }
    double[] shift = Algebra.times(spread, weight);
    double[] posterior = new double[prior.length];
    Arrays.setAll(posterior, i -> prior[i] + shift[i]);
    return posterior;
  }
}
