package dev.nautilus.quant.flow;

/// How VPIN is taken from a live stream. The defaults are the published ones; where the papers take
/// the whole sample, a live engine must look back, and says here how far.
///
/// @param grid bars and session; bars of 60 s as published
/// @param classification standard normal as published
/// @param bucketsPerDay an average day's volume makes so many buckets; 50 as published
/// @param window buckets VPIN is taken over; 50 as published
/// @param sigmaDays complete trading days whose price changes give sigma
/// @param volume average daily volume
/// @param memoryDays half-life of past VPINs in the percentile, in days of `bucketsPerDay`;
///   infinite where none fades, as published
public record VpinRule(
    TradingGrid grid,
    BulkClassification classification,
    int bucketsPerDay,
    int window,
    int sigmaDays,
    DailyVolume.Kind volume,
    double memoryDays) {
  public VpinRule {
    if (bucketsPerDay < 1 || window < 1 || sigmaDays < 1) {
      throw new IllegalArgumentException(
          "buckets a day, window and sigma days must be 1 or more, were %d, %d, %d"
              .formatted(bucketsPerDay, window, sigmaDays));
    }
    if (!(memoryDays > 0)) {
      throw new IllegalArgumentException("memory must be more than 0 days, was " + memoryDays);
    }
  }

  /// The same with buckets of another size.
  public VpinRule withBucketsPerDay(int buckets) {
    return new VpinRule(grid, classification, buckets, window, sigmaDays, volume, memoryDays);
  }

  /// An empty history of past VPINs.
  PercentileHistory history() {
    return memoryDays < Double.POSITIVE_INFINITY
        ? PercentileHistory.fading(memoryDays * bucketsPerDay)
        : PercentileHistory.unfading();
  }
}
