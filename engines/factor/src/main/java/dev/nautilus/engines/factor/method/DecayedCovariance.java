package dev.nautilus.engines.factor.method;

import java.util.ArrayList;
import java.util.List;

/// How returns move together, recent days counting more, with their echo over some days.
///
/// **Definition** `C = C_0 + sum_{d=1..D} (1 - d/(D+1)) (C_d + C_d')`, with `C_d = sum w_t f_t
/// f_{t-d}' / sum w_t`, w halving every `halfLife` days; the mean of daily returns is taken as 0.
/// **Unit** per day. **Undefined** before the first day.
///
/// **Source** Barra USE4, section 4; Newey & West (1987). Streaming: a day costs D + 1 outer
/// products; the batch form is the sum above and gives the same.
public final class DecayedCovariance {
  private final int size;
  private final double decay;
  private final List<double[][]> sums = new ArrayList<>();
  private final double[] weights;
  private final List<double[]> recent = new ArrayList<>();

  /// @param size how many returns a day has
  /// @param halfLife days, more than 0
  /// @param lags days that an echo is looked for, 0 or more
  public DecayedCovariance(int size, double halfLife, int lags) {
    if (size < 1 || !(halfLife > 0) || lags < 0) {
      throw new IllegalArgumentException(
          "size must be 1 or more, half-life more than 0, lags 0 or more, were %d, %s, %d"
              .formatted(size, halfLife, lags));
    }
    this.size = size;
    decay = Math.pow(2, -1 / halfLife);
    weights = new double[lags + 1];
    for (int lag = 0; lag <= lags; lag++) {
      sums.add(new double[size][size]);
    }
  }

  /// Takes the next day in.
  public void add(double[] day) {
    if (day.length != size) {
      throw new IllegalArgumentException("a day must have " + size + " returns, had " + day.length);
    }
    recent.addFirst(day.clone());
    for (int lag = 0; lag < sums.size(); lag++) {
      boolean there = lag < recent.size();
      double[][] sum = sums.get(lag);
      double[] before = there ? recent.get(lag) : day;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          sum[i][j] = decay * sum[i][j] + (there ? day[i] * before[j] : 0);
        }
      }
      weights[lag] = decay * weights[lag] + (there ? 1 : 0);
    }
    if (recent.size() > sums.size()) {
      recent.removeLast();
    }
  }

  /// The covariance now.
  ///
  /// @throws IllegalStateException before the first day
  public double[][] value() {
    if (recent.isEmpty()) {
      throw new IllegalStateException("a covariance needs a day, has none");
    }
    double[][] value = new double[size][size];
    for (int lag = 0; lag < sums.size(); lag++) {
      if (weights[lag] == 0) {
        continue;
      }
      double share = (1 - lag / (double) sums.size()) / weights[lag] / (lag == 0 ? 2 : 1);
      double[][] sum = sums.get(lag);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          value[i][j] += share * (sum[i][j] + sum[j][i]);
        }
      }
    }
    return value;
  }
}
