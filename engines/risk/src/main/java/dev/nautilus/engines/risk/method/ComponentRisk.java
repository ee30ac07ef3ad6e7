package dev.nautilus.engines.risk.method;

import java.util.Arrays;
import java.util.Optional;

/// A portfolio's risk and what each asset adds to it; the parts sum to the whole.
///
/// **Definition** the part of asset i is `w_i ∂risk/∂w_i` (Euler). **Source** Garman (1996), Risk
/// 9(9), for the normal; Boudt, Peterson & Croux (2008), Journal of Risk 11(2), for the modified
/// measures. Covariances with divisor `n-1`, third and fourth moments with `n`, as in those.
/// **Undefined** below two returns and where the portfolio does not vary.
///
/// @param total risk of the portfolio, in the unit of the returns, losses positive
/// @param parts of each asset, in the order given
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
public record ComponentRisk(double total, double[] parts) {
  /// Share of each asset in the total.
  public double[] shares() {
    return Arrays.stream(parts).map(part -> part / total).toArray();
  }

  /// As if returns were normal; VaR.
  ///
  /// @param returns one array per asset, all as long
  public static Optional<ComponentRisk> gaussianVar(
      double[][] returns, double[] weights, double alpha) {
    double multiple = TailRisk.gaussian(0, 1, alpha).var();
    return Spread.of(returns, weights).map(spread -> spread.linear(multiple));
  }

  /// As if returns were normal; ES.
  public static Optional<ComponentRisk> gaussianEs(
      double[][] returns, double[] weights, double alpha) {
    double multiple = TailRisk.gaussian(0, 1, alpha).es();
    return Spread.of(returns, weights).map(spread -> spread.linear(multiple));
  }

  /// Modified VaR.
  public static Optional<ComponentRisk> modifiedVar(
      double[][] returns, double[] weights, double alpha) {
    TailRisk.checkAlpha(alpha);
    return Spread.of(returns, weights)
        .map(
            spread -> {
              CornishFisher tail = spread.tail(alpha);
              double[] changes = new double[weights.length];
              for (int i = 0; i < changes.length; i++) {
                changes[i] = -tail.quantileChange(spread.skewness[i], spread.kurtosis[i]);
              }
              return spread.risk(-tail.quantile(), changes);
            });
  }

  /// Modified ES; not raised to VaR where it falls below it.
  public static Optional<ComponentRisk> modifiedEs(
      double[][] returns, double[] weights, double alpha) {
    TailRisk.checkAlpha(alpha);
    return Spread.of(returns, weights)
        .map(
            spread -> {
              CornishFisher tail = spread.tail(alpha);
              double[] changes = new double[weights.length];
              for (int i = 0; i < changes.length; i++) {
                changes[i] = tail.shortfallChange(spread.skewness[i], spread.kurtosis[i]);
              }
              return spread.risk(tail.shortfall(), changes);
            });
  }

  /// The portfolio's moments and their derivatives by weight.
  private static final class Spread {
    private final double[] weights;
    private final double[] means;
    private final double[] deviations;
    private final double[] skewness;
    private final double[] kurtosis;
    private double mean;
    private double second;
    private double third;
    private double fourth;

    private Spread(double[] weights) {
      this.weights = weights;
      means = new double[weights.length];
      deviations = new double[weights.length];
      skewness = new double[weights.length];
      kurtosis = new double[weights.length];
    }

    static Optional<Spread> of(double[][] returns, double[] weights) {
      if (returns.length != weights.length || returns.length == 0) {
        throw new IllegalArgumentException(
            "returns and weights must pair up, were %d and %d"
                .formatted(returns.length, weights.length));
      }
      Spread spread = new Spread(weights);
      if (returns[0].length < 2) {
        return Optional.empty();
      }
      spread.take(returns);
      return spread.second > 0 ? Optional.of(spread) : Optional.empty();
    }

    private void take(double[][] returns) {
      int n = returns[0].length;
      double[] portfolio = new double[n];
      for (int i = 0; i < returns.length; i++) {
        if (returns[i].length != n) {
          throw new IllegalArgumentException(
              "all assets must have %d returns, one has %d".formatted(n, returns[i].length));
        }
        means[i] = SampleMoments.of(returns[i]).mean();
        mean += weights[i] * means[i];
        for (int t = 0; t < n; t++) {
          portfolio[t] += weights[i] * (returns[i][t] - means[i]);
        }
      }
      for (double each : portfolio) {
        second += each * each / (n - 1);
        third += each * each * each / n;
        fourth += each * each * each * each / n;
      }
      for (int i = 0; i < returns.length; i++) {
        derive(i, returns[i], portfolio);
      }
    }

    private void derive(int asset, double[] returns, double[] portfolio) {
      int n = returns.length;
      double bySecond = 0;
      double byThird = 0;
      double byFourth = 0;
      for (int t = 0; t < n; t++) {
        double own = returns[t] - means[asset];
        double square = portfolio[t] * portfolio[t];
        bySecond += 2 * own * portfolio[t] / (n - 1);
        byThird += 3 * own * square / n;
        byFourth += 4 * own * square * portfolio[t] / n;
      }
      deviations[asset] = bySecond / (2 * Math.sqrt(second));
      skewness[asset] =
          byThird / Math.pow(second, 1.5) - 1.5 * third * bySecond / Math.pow(second, 2.5);
      kurtosis[asset] = byFourth / (second * second) - 2 * fourth * bySecond / Math.pow(second, 3);
    }

    CornishFisher tail(double alpha) {
      return CornishFisher.of(alpha, third / Math.pow(second, 1.5), fourth / (second * second) - 3);
    }

    ComponentRisk linear(double multiple) {
      return risk(multiple, new double[weights.length]);
    }

    /// @param multiple risk less the mean, in standard deviations
    /// @param changes of the multiple by weight
    ComponentRisk risk(double multiple, double[] changes) {
      double deviation = Math.sqrt(second);
      double[] parts = new double[weights.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = weights[i] * (-means[i] + deviations[i] * multiple + deviation * changes[i]);
      }
      return new ComponentRisk(-mean + deviation * multiple, parts);
    }
  }
}
