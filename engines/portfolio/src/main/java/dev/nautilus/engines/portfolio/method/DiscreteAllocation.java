package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Whole units that come near to weights.
///
/// **Definition** each asset first gets as many units as its weight pays for; then, one unit at a
/// time, the asset that is furthest below its weight and can still be paid. Weights below 1e-4
/// count as 0, the others are rounded to 5 digits. **Unit** units of the instrument. **Source** the
/// greedy allocation of PyPortfolioOpt (Martin 2021, JOSS 6(61)). **Undefined**: a negative weight
/// is a caller's mistake.
public final class DiscreteAllocation {
  private static final double CUT = 1e-4;
  private static final double DIGITS = 1e5;

  private DiscreteAllocation() {}

  /// Weights as they are bought.
  public static double[] cleaned(double[] weights) {
    return Arrays.stream(weights)
        .map(weight -> Math.abs(weight) < CUT ? 0 : Math.rint(weight * DIGITS) / DIGITS)
        .toArray();
  }

  /// Units of each asset.
  ///
  /// @param weights cleaned or not, none negative
  /// @param prices more than 0
  /// @param money to spend, in the currency of the prices
  public static long[] greedy(double[] weights, double[] prices, double money) {
    double[] wanted = cleaned(weights);
    if (Arrays.stream(wanted).anyMatch(weight -> weight < 0)) {
      throw new IllegalArgumentException(
          "weights must not be negative, were " + Arrays.toString(weights));
    }
    long[] units = new long[wanted.length];
    double left = money;
    for (int i = 0; i < units.length; i++) {
      units[i] = (long) (wanted[i] * money / prices[i]);
      left -= units[i] * prices[i];
    }
    int[] heaviestFirst =
        IntStream.range(0, units.length)
            .filter(i -> wanted[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -wanted[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int next = neediest(heaviestFirst, wanted, prices, units, left);
        next >= 0;
        next = neediest(heaviestFirst, wanted, prices, units, left)) {
      units[next]++;
      left -= prices[next];
    }
    return units;
  }

  /// The asset furthest below its weight that can be paid; -1 when there is none.
  private static int neediest(
      int[] order, double[] wanted, double[] prices, long[] units, double left) {
    double spent = 0;
    for (int i : order) {
      spent += units[i] * prices[i];
    }
    int found = -1;
    double most = 0;
    for (int i : order) {
      double lack = wanted[i] - (spent > 0 ? units[i] * prices[i] / spent : 0);
      if (lack > most && prices[i] <= left) {
        most = lack;
        found = i;
      }
    }
    return found;
  }
}
