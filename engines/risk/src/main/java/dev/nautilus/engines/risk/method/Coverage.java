package dev.nautilus.engines.risk.method;

import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/// Whether losses exceeded value at risk as often as they should, and apart from each other.
public final class Coverage {
  private static final double GREEN = 0.95;
  private static final double YELLOW = 0.9999;
  private static final double BASE = 3;

  /// Basel's table of yellow multipliers for 5 to 9 exceptions of 250 days at 99 %.
  private static final List<Double> PLUS = List.of(0.40, 0.50, 0.65, 0.75, 0.85);

  private Coverage() {}

  /// A likelihood ratio against the hypothesis that the model is right.
  ///
  /// @param statistic 0 or more
  /// @param pValue probability of one as large if the model is right
  public record LikelihoodRatio(double statistic, double pValue) {
    static LikelihoodRatio of(double statistic, int freedom) {
      // Rounding may leave a ratio of 1 a hair below 0.
      double positive = Math.max(0, statistic);
      double below = new ChiSquaredDistribution(freedom).cumulativeProbability(positive);
      return new LikelihoodRatio(positive, 1 - below);
    }
  }

  /// Days by whether an exception came on them and on the day before.
  ///
  /// @param n00 neither
  /// @param n01 an exception after a day without
  /// @param n10 none after one
  /// @param n11 one after one
  public record Transitions(int n00, int n01, int n10, int n11) {
    /// Counts; the first day has none before it.
    public static Transitions of(boolean[] exceptions) {
      int[] counts = new int[4];
      for (int t = 1; t < exceptions.length; t++) {
        counts[(exceptions[t - 1] ? 2 : 0) + (exceptions[t] ? 1 : 0)]++;
      }
      return new Transitions(counts[0], counts[1], counts[2], counts[3]);
    }
  }

  /// What Basel makes of the exceptions.
  public enum Zone {
    GREEN,
    YELLOW,
    RED
  }

  /// Zone, capital and probability of a number of exceptions.
  ///
  /// @param multiplier on the capital for market risk, 3 to 4
  /// @param cumulative probability of so many exceptions or fewer if the model is right
  public record TrafficLight(Zone zone, double multiplier, double cumulative) {}

  /// Whether exceptions are as many as they should be.
  ///
  /// **Definition** `LR = -2 ln [(1-p)^(n-x) p^x / ((1-x/n)^(n-x) (x/n)^x)]`, chi-squared with one
  /// degree of freedom; `0 ln 0` is 0. **Source** Kupiec (1995), Journal of Derivatives 3(2).
  ///
  /// @param days 1 or more
  /// @param exceptions 0 to `days`
  /// @param probability of an exception, in (0, 1)
  public static LikelihoodRatio kupiec(int days, int exceptions, double probability) {
    check(days, exceptions, probability);
    double rate = (double) exceptions / days;
    double right = power(days - exceptions, 1 - probability) + power(exceptions, probability);
    double best = power(days - exceptions, 1 - rate) + power(exceptions, rate);
    return LikelihoodRatio.of(-2 * (right - best), 1);
  }

  private static void check(int days, int exceptions, double probability) {
    TailRisk.checkAlpha(probability);
    if (days < 1 || exceptions < 0 || exceptions > days) {
      throw new IllegalArgumentException(
          "exceptions must be 0 to days and days 1 or more, were %d of %d"
              .formatted(exceptions, days));
    }
  }

  /// Whether an exception is no likelier the day after one. Two days without a predecessor say
  /// nothing: the ratio is then 0.
  ///
  /// **Definition** likelihood of one rate against that of a rate of its own after each kind of
  /// day, chi-squared with one degree of freedom; `0 ln 0` is 0. **Source** Christoffersen (1998),
  /// International Economic Review 39(4).
  public static LikelihoodRatio independence(Transitions days) {
    double afterNone = share(days.n01(), days.n00() + days.n01());
    double afterOne = share(days.n11(), days.n10() + days.n11());
    int exceptions = days.n01() + days.n11();
    int others = days.n00() + days.n10();
    double all = share(exceptions, exceptions + others);
    double same = power(others, 1 - all) + power(exceptions, all);
    double apart =
        power(days.n00(), 1 - afterNone)
            + power(days.n01(), afterNone)
            + power(days.n10(), 1 - afterOne)
            + power(days.n11(), afterOne);
    return LikelihoodRatio.of(-2 * (same - apart), 1);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /// ln of `base^exponent`.
  private static double power(int exponent, double base) {
    return exponent == 0 ? 0 : exponent * Math.log(base);
  }

  /// Both at once: the sum, chi-squared with two degrees of freedom.
  public static LikelihoodRatio conditional(LikelihoodRatio coverage, LikelihoodRatio apart) {
    return LikelihoodRatio.of(coverage.statistic() + apart.statistic(), 2);
  }

  /// Basel's zones.
  ///
  /// **Definition** green while the binomial probability of so many exceptions or fewer is below
  /// 0.95, red from 0.9999; of 250 days at 99 % that is 0-4, 5-9 and 10 or more. The yellow
  /// multipliers are those of the table for 250 days; elsewhere the same steps by place in the
  /// zone. **Source** Basel Committee, "Supervisory framework for the use of backtesting" (January
  /// 1996), table 2.
  public static TrafficLight trafficLight(int days, int exceptions, double probability) {
    check(days, exceptions, probability);
    BinomialDistribution right = new BinomialDistribution(days, probability);
    double cumulative = right.cumulativeProbability(exceptions);
    if (cumulative < GREEN) {
      return new TrafficLight(Zone.GREEN, BASE, cumulative);
    }
    if (cumulative >= YELLOW) {
      return new TrafficLight(Zone.RED, BASE + 1, cumulative);
    }
    int first = exceptions;
    while (first > 0 && right.cumulativeProbability(first - 1) >= GREEN) {
      first--;
    }
    int last = exceptions;
    while (right.cumulativeProbability(last + 1) < YELLOW) {
      last++;
    }
    int place = (exceptions - first) * PLUS.size() / (last - first + 1);
    return new TrafficLight(Zone.YELLOW, BASE + PLUS.get(place), cumulative);
  }

  /// Whether losses beyond value at risk are as large as expected shortfall says.
  ///
  /// **Definition** `Z2 = 1 + Σ r_t I_t / (T α ES_t)`, I_t 1 on days with an exception; 0 is
  /// expected, -0.7 is the 5 % critical value at α = 0.025 for a wide range of tails. **Source**
  /// Acerbi & Székely (2014), "Backtesting expected shortfall", Risk, December. **Undefined**
  /// (`NaN`) without a day.
  ///
  /// @param returns of each day
  /// @param forecasts made for each day before it came
  public static double shortfall(double[] returns, TailRisk[] forecasts, double alpha) {
    TailRisk.checkAlpha(alpha);
    if (returns.length != forecasts.length) {
      throw new IllegalArgumentException(
          "returns and forecasts must pair up, were %d and %d"
              .formatted(returns.length, forecasts.length));
    }
    double sum = 0;
    for (int t = 0; t < returns.length; t++) {
      if (-returns[t] > forecasts[t].var()) {
        sum += returns[t] / forecasts[t].es();
      }
    }
    return 1 + sum / (returns.length * alpha);
  }
}
