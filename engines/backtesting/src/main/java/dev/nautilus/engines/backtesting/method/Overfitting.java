package dev.nautilus.engines.backtesting.method;

import java.util.Arrays;

/// How likely the best of many trials is best by luck alone.
///
/// **Definition** returns of all trials are cut into an even number of blocks; for each way to take
/// half of them as the sample, the trial with the best Sharpe ratio in it is ranked on the other
/// half. The probability of overfitting is the share of ways in which it ranks at or below the
/// median. **Unit** probability in [0, 1]; about 0.5 for trials that are all alike. **Source**
/// Bailey, Borwein, López de Prado & Zhu (2015), J. Computational Finance 20(4): combinatorially
/// symmetric cross-validation. **Undefined** below two trials or two returns a block.
public final class Overfitting {
  private static final int MOST_BLOCKS = 20;

  private Overfitting() {}

  /// The probability.
  ///
  /// @param returns by trial, then period; all of the same length
  /// @param blocks even, 2 to 20; 16 as published
  public static double probability(double[][] returns, int blocks) {
    if (blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 != 0) {
      throw new IllegalArgumentException("blocks must be even, 2 to 20, was " + blocks);
    }
    int trials = returns.length;
    int length = trials == 0 ? 0 : returns[0].length / blocks;
    for (double[] each : returns) {
      if (each.length != returns[0].length) {
        throw new IllegalArgumentException(
            "trials must be of the same length, were %d and %d"
                .formatted(returns[0].length, each.length));
      }
    }
    if (trials < 2 || length < 2) {
      return Double.NaN;
    }
    double[][] sums = new double[trials][blocks];
    double[][] squares = new double[trials][blocks];
    for (int trial = 0; trial < trials; trial++) {
      for (int i = 0; i < length * blocks; i++) {
        sums[trial][i / length] += returns[trial][i];
        squares[trial][i / length] += returns[trial][i] * returns[trial][i];
      }
    }
    int ways = 0;
    int overfitted = 0;
    for (int mask = 0; mask < 1 << blocks; mask++) {
      if (Integer.bitCount(mask) == blocks / 2) {
        ways++;
        overfitted += isOverfitted(sums, squares, mask, length) ? 1 : 0;
      }
    }
    return (double) overfitted / ways;
  }

  private static boolean isOverfitted(double[][] sums, double[][] squares, int mask, int length) {
    int best = 0;
    double[] outside = new double[sums.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int trial = 0; trial < sums.length; trial++) {
      double inside = sharpe(sums[trial], squares[trial], mask, length);
      outside[trial] = sharpe(sums[trial], squares[trial], ~mask, length);
      if (inside > highest) {
        highest = inside;
        best = trial;
      }
    }
    double of = outside[best];
    // Equal ones share their ranks: trials that are all alike rank in the middle.
    double rank =
        Arrays.stream(outside).filter(each -> each < of).count()
            + (Arrays.stream(outside).filter(each -> each == of).count() + 1) / 2.0;
    return rank / (sums.length + 1) <= 0.5;
  }

  private static double sharpe(double[] sums, double[] squares, int mask, int length) {
    double sum = 0;
    double square = 0;
    int count = 0;
    for (int block = 0; block < sums.length; block++) {
      if ((mask >> block & 1) == 1) {
        sum += sums[block];
        square += squares[block];
        count += length;
      }
    }
    double mean = sum / count;
    double variance = square / count - mean * mean;
    return variance > 0 ? mean / Math.sqrt(variance) : 0;
  }
}
