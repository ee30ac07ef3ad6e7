package dev.nautilus.engines.collateral.method;

import dev.nautilus.engines.collateral.method.OptionContract.Right;
import dev.nautilus.quant.solve.Zero;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// What an option is worth.
///
/// @param strike more than 0
/// @param years to expiry, more than 0
/// @param rate of interest without risk, continuous, a year
public record OptionPrice(Right right, double strike, double years, double rate) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double LEAST_VOLATILITY = 1e-4;
  private static final double MOST_VOLATILITY = 10;

  public OptionPrice {
    if (!(strike > 0) || !(years > 0)) {
      throw new IllegalArgumentException(
          "strike and years must be more than 0, were " + strike + " and " + years);
    }
  }

  /// Exercised at expiry only.
  ///
  /// **Source** Black & Scholes (1973), J. Political Economy 81(3); Merton (1973). **Undefined**:
  /// at a price or volatility of 0 it is what exercise is worth.
  ///
  /// @param price of the underlying
  /// @param volatility a year, a fraction
  public double european(double price, double volatility) {
    double discounted = strike * Math.exp(-rate * years);
    double deviation = volatility * Math.sqrt(years);
    if (!(price > 0) || !(deviation > 0)) {
      return right.payoff(Math.max(0, price), discounted);
    }
    double d1 = (Math.log(price / discounted) + deviation * deviation / 2) / deviation;
    double call =
        price * NORMAL.cumulativeProbability(d1)
            - discounted * NORMAL.cumulativeProbability(d1 - deviation);
    return Math.max(0, right == Right.CALL ? call : call - price + discounted);
  }

  /// Exercised whenever that is better.
  ///
  /// **Source** Cox, Ross & Rubinstein (1979), J. Financial Economics 7(3).
  ///
  /// @param steps of the tree, 2 or more
  public double american(double price, double volatility, int steps) {
    double step = years / steps;
    double up = Math.exp(volatility * Math.sqrt(step));
    double growth = Math.exp(rate * step);
    double chance = (growth - 1 / up) / (up - 1 / up);
    if (!(price > 0) || !(chance > 0 && chance < 1)) {
      return right.payoff(Math.max(0, price), strike);
    }
    double[] values = new double[steps + 1];
    for (int i = 0; i <= steps; i++) {
      values[i] = right.payoff(price * Math.pow(up, 2.0 * i - steps), strike);
    }
    for (int level = steps - 1; level >= 0; level--) {
      for (int i = 0; i <= level; i++) {
        double kept = (chance * values[i + 1] + (1 - chance) * values[i]) / growth;
        double exercised = right.payoff(price * Math.pow(up, 2.0 * i - level), strike);
        values[i] = Math.max(kept, exercised);
      }
    }
    return values[0];
  }

  /// The volatility at which the European value is a premium; empty when none is, as with a premium
  /// below what exercise is worth.
  public OptionalDouble impliedVolatility(double price, double premium) {
    double least = european(price, LEAST_VOLATILITY);
    double most = european(price, MOST_VOLATILITY);
    if (!(premium > least) || !(premium < most)) {
      return OptionalDouble.empty();
    }
    Zero zero =
        new Zero(
            volatility -> european(price, volatility) - premium, LEAST_VOLATILITY, MOST_VOLATILITY);
    return OptionalDouble.of(zero.find());
  }
}
