package dev.nautilus.engines.portfolio.method;

import java.util.ArrayList;
import java.util.List;

/// Prices of several assets on the same days and the returns between them.
///
/// **Definition** simple returns. A gap after the first price is filled with the price before it,
/// so its return is 0; before the first price there is no return (`NaN`). Days on which no asset
/// has a return are left out. **Unit** fraction a day. **Source** as pandas' `pct_change` with
/// padding, which PyPortfolioOpt's published numbers rest on.
public final class PriceTable {
  private PriceTable() {}

  /// Returns day by day.
  ///
  /// @param prices by day, then asset; `NaN` where there is none
  public static double[][] returns(double[][] prices) {
    List<double[]> returns = new ArrayList<>();
    double[] last = prices.length == 0 ? new double[0] : prices[0].clone();
    for (int t = 1; t < prices.length; t++) {
      double[] row = new double[last.length];
      boolean any = false;
      for (int i = 0; i < row.length; i++) {
        double price = Double.isNaN(prices[t][i]) ? last[i] : prices[t][i];
        row[i] = price / last[i] - 1;
        any |= !Double.isNaN(row[i]);
        last[i] = price;
      }
      if (any) {
        returns.add(row);
      }
    }
    return returns.toArray(double[][]::new);
  }

  /// Returns of days on which every asset has one, the newest of them.
  ///
  /// @param most how many
  public static double[][] complete(double[][] returns, int most) {
    List<double[]> kept = new ArrayList<>();
    for (double[] row : returns) {
      boolean whole = true;
      for (double value : row) {
        whole &= !Double.isNaN(value);
      }
      if (whole) {
        kept.add(row);
      }
    }
    return kept.subList(Math.max(0, kept.size() - most), kept.size()).toArray(double[][]::new);
  }

  /// One asset's returns.
  static double[] column(double[][] returns, int asset) {
    double[] column = new double[returns.length];
    for (int t = 0; t < column.length; t++) {
      column[t] = returns[t][asset];
    }
    return column;
  }
}
