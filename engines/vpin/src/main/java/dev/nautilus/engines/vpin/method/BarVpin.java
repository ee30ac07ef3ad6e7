package dev.nautilus.engines.vpin.method;

import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.RecentValues;

/// VPIN over bars that are buckets already: volume or dollar bars. Each bar is classified with the
/// standard deviation of the last `window` close-to-close changes; the VPIN is the mean imbalance
/// of the last `buckets` bars over the volume of the newest.
///
/// A fraction where bars have one volume; bars of unequal volume may give more than 1. Not known
/// (`NaN`) before `window` changes and then `buckets` bars.
///
/// **Source** López de Prado (2018), Advances in Financial Machine Learning, 19.5.1; the divisor is
/// that of mlfinlab 0.9 (BSD-3), whose published numbers it meets.
public final class BarVpin {
  private final BulkClassification classification = BulkClassification.normal();
  private final RecentValues changes;
  private final int buckets;
  private final RecentValues imbalances;
  private double lastClose = Double.NaN;
  private double vpin = Double.NaN;

  /// No bars yet.
  ///
  /// @param window changes that give the standard deviation, 2 or more
  /// @param buckets bars the VPIN is taken over, 1 or more
  public BarVpin(int window, int buckets) {
    changes = new RecentValues(window);
    this.buckets = buckets;
    imbalances = new RecentValues(Math.max(2, buckets));
  }

  /// Takes a bar in.
  ///
  /// @param close last price
  /// @param volume more than 0
  public void add(double close, double volume) {
    double change = close - lastClose;
    lastClose = close;
    changes.add(change);
    double sigma = changes.deviation();
    if (Double.isNaN(sigma)) {
      return;
    }
    double bought = volume * classification.buyShare(change, sigma);
    double imbalance = Math.abs(2 * bought - volume);
    imbalances.add(imbalance);
    vpin = (buckets == 1 ? imbalance : imbalances.mean()) / volume;
  }

  /// VPIN as of the newest bar.
  public double vpin() {
    return vpin;
  }
}
