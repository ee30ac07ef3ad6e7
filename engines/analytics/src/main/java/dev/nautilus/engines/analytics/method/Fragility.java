package dev.nautilus.engines.analytics.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How much worse a portfolio fares between the extremes of a factor than at its middle.
///
/// **Definition** pairs in the order of the factor; weighted mean of the returns at its lowest and
/// highest value, less the one at its median; weights by the factor's distances. Negative: fragile.
/// **Unit** fraction. **Source** Taleb, Canetti, Kinda, Loukoianova & Schmieder (2012), IMF
/// WP/12/216.
public final class Fragility {
  private Fragility() {}

  /// The heuristic; undefined below three pairs, those with a `NaN` left out.
  public static double of(double[] returns, double[] factor) {
    if (returns.length != factor.length) {
      throw new IllegalArgumentException(
          "series must pair up, had %d and %d values".formatted(returns.length, factor.length));
    }
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < returns.length; i++) {
      if (!Double.isNaN(returns[i]) && !Double.isNaN(factor[i])) {
        pairs.add(new double[] {factor[i], returns[i]});
      }
    }
    if (pairs.size() < 3) {
      return Double.NaN;
    }
    pairs.sort(Comparator.comparingDouble(pair -> pair[0]));
    double[] low = pairs.getFirst();
    double[] middle = pairs.get((int) Math.rint(pairs.size() / 2.0));
    double[] high = pairs.getLast();
    double range = high[0] - low[0];
    double lowWeight = range == 0 ? 0.5 : (middle[0] - low[0]) / range;
    double highWeight = range == 0 ? 0.5 : (high[0] - middle[0]) / range;
    return lowWeight * low[1] + highWeight * high[1] - middle[1];
  }
}
