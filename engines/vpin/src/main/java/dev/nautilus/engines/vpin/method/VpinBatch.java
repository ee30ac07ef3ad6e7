package dev.nautilus.engines.vpin.method;

import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.Moments;
import dev.nautilus.quant.flow.TradingGrid;
import dev.nautilus.quant.flow.VolumeBuckets;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// VPIN of a whole sample, as the papers compute it: sigma is the standard deviation of all price
/// changes, bars of trading days in which nothing traded included, and the bucket size is the mean
/// daily volume over `bucketsPerDay`.
///
/// It knows at each bucket what only came later; the live form does not. Given this sigma and size,
/// the live form gives the same buckets.
///
/// **Source** Easley, López de Prado & O'Hara (2012), RFS 25(5). **Undefined** without two bars or
/// without volume.
///
/// @param sigma sample standard deviation of the price changes, in price units
/// @param size bucket size
/// @param days trading days
/// @param readings every full bucket, oldest first
/// @param open the last bucket, which did not get full; null when all volume is in full ones
public record VpinBatch(
    double sigma,
    double size,
    int days,
    List<VpinStream.Reading> readings,
    VolumeBuckets.@Nullable State open) {

  public VpinBatch {
    readings = List.copyOf(readings);
  }

  /// Computes a sample.
  ///
  /// @param bars in order of time, without empty ones
  /// @throws IllegalArgumentException when there are fewer than two, or nothing traded
  public static VpinBatch of(VpinRule rule, List<FlowBar> bars) {
    TreeSet<LocalDate> days = new TreeSet<>();
    Moments changes = Moments.NONE;
    double volume = 0;
    for (int i = 0; i < bars.size(); i++) {
      FlowBar bar = bars.get(i);
      days.add(rule.grid().day(bar.start()));
      if (i > 0) {
        changes = changes.plusZeros(empty(rule.grid(), bars.get(i - 1).start(), bar.start()));
      }
      changes = changes.plus(bar.change());
      volume += bar.volume();
    }
    double sigma = changes.deviation();
    if (Double.isNaN(sigma) || !(volume > 0)) {
      throw new IllegalArgumentException(
          "a sample must have two bars or more and volume, had " + bars.size() + " and " + volume);
    }
    double size = volume / days.size() / rule.bucketsPerDay();
    VpinStream stream = VpinStream.fixed(rule, sigma, size);
    List<VpinStream.Reading> readings = new ArrayList<>();
    bars.forEach(bar -> readings.addAll(stream.add(bar)));
    return new VpinBatch(sigma, size, days.size(), readings, stream.state().bucket());
  }

  private static long empty(TradingGrid grid, Instant before, Instant next) {
    return grid.day(before).equals(grid.day(next))
        ? grid.emptyBetween(before, next)
        : grid.emptyAfter(before) + grid.emptyBefore(next);
  }
}
