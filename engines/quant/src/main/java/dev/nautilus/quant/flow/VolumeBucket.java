package dev.nautilus.quant.flow;

import java.time.Instant;

/// One full bucket.
///
/// @param number of buckets before it in its series
/// @param start when its first volume traded; within a bar by its share of the volume
/// @param end when it was full
/// @param size its volume, more than 0
/// @param buy volume classified as bought
/// @param sell volume classified as sold
/// @param seconds trading time it took; closed hours do not count
/// @param conflated volume that came in conflated trades
/// @param price last price known when it was full
public record VolumeBucket(
    long number,
    Instant start,
    Instant end,
    double size,
    double buy,
    double sell,
    double seconds,
    double conflated,
    double price) {

  /// Absolute order imbalance, `|buy - sell|`.
  public double imbalance() {
    return Math.abs(buy - sell);
  }

  /// Share of the volume that came in conflated trades, in [0, 1].
  public double conflatedShare() {
    return Math.clamp(conflated / size, 0, 1);
  }
}
