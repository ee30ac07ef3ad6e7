package dev.nautilus.simulator.market;

import dev.nautilus.simulator.market.DayPlan.Blocks;
import dev.nautilus.simulator.random.Draws;

/// The skeleton of one day: the logarithm of the price in the first and in the last second of each
/// minute, threaded by a Brownian bridge from the day's open to its close, plus the extremes that a
/// path between two such knots reaches.
///
/// **Source** of the extremes: the maximum of a Brownian bridge from a to b with variance v exceeds
/// m with probability exp(-2 (m-a)(m-b) / v) (Karatzas, Shreve, "Brownian Motion and Stochastic
/// Calculus", 4.3.40); solved for m with a uniform draw.
final class MinuteKnots {
  /// No draw of a uniform is so small that an extreme lies more standard deviations away.
  private static final double FARTHEST = 6.2;

  private static final double WITHIN = 59.0 / 60;

  private final double[] first = new double[Sessions.MINUTES];
  private final double[] last = new double[Sessions.MINUTES];
  private final double variance;
  private final Draws extremes;

  MinuteKnots(DayPlan plan, double logPreviousClose, Draws draws) {
    this.variance = plan.volatility() * plan.volatility();
    this.extremes = draws.of("extremes");
    double logOpen = logPreviousClose + plan.gap();
    double walked = walk(plan.volatility(), draws.of("steps"));
    double total = 1 - Sessions.weight(0) * (1 - WITHIN);
    double lackPerVariance = (plan.random() - walked) / total;
    double passed = 0;
    double drift = 0;
    double predictable = 0;
    for (int m = 0; m < Sessions.MINUTES; m++) {
      passed += m == 0 ? 0 : Sessions.weight(m) * (1 - WITHIN);
      first[m] += logOpen + drift + lackPerVariance * passed;
      passed += Sessions.weight(m) * WITHIN;
      // Constant within a block: drawn once a block, because years of days pass through here.
      predictable = m % Blocks.MINUTES == 0 ? plan.predictable(m) : predictable;
      drift += predictable + plan.informed(m) + plan.jumped(m);
      last[m] += logOpen + drift + lackPerVariance * passed;
    }
  }

  /// Fills both arrays with a free random walk that starts at 0 and returns where it ended.
  private double walk(double volatility, Draws steps) {
    double at = 0;
    for (int m = 0; m < Sessions.MINUTES; m++) {
      double weight = Sessions.weight(m);
      if (m > 0) {
        at += volatility * Math.sqrt(weight * (1 - WITHIN)) * steps.gaussian(2L * m);
      }
      first[m] = at;
      at += volatility * Math.sqrt(weight * WITHIN) * steps.gaussian(2L * m + 1);
      last[m] = at;
    }
    return at;
  }

  double first(int minute) {
    return first[minute];
  }

  double last(int minute) {
    return last[minute];
  }

  double high(int minute) {
    return (first[minute] + last[minute] + reach(minute, 2L * minute)) / 2;
  }

  double low(int minute) {
    return (first[minute] + last[minute] - reach(minute, 2L * minute + 1)) / 2;
  }

  private double reach(int minute, long draw) {
    double step = last[minute] - first[minute];
    double spread = -2 * variance(minute) * StrictMath.log(extremes.uniform(draw));
    return Math.sqrt(step * step + spread);
  }

  /// The day's highest point; minutes that cannot hold it are passed over, which keeps years of
  /// daily bars cheap.
  double highest() {
    double highest = Double.NEGATIVE_INFINITY;
    for (int m = 0; m < Sessions.MINUTES; m++) {
      double bound = Math.max(first[m], last[m]) + FARTHEST * Math.sqrt(variance(m));
      if (bound > highest) {
        highest = Math.max(highest, high(m));
      }
    }
    return highest;
  }

  double lowest() {
    double lowest = Double.POSITIVE_INFINITY;
    for (int m = 0; m < Sessions.MINUTES; m++) {
      double bound = Math.min(first[m], last[m]) - FARTHEST * Math.sqrt(variance(m));
      if (bound < lowest) {
        lowest = Math.min(lowest, low(m));
      }
    }
    return lowest;
  }

  private double variance(int minute) {
    return variance * Sessions.weight(minute) * WITHIN;
  }
}
