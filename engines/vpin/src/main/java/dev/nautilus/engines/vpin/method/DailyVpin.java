package dev.nautilus.engines.vpin.method;

import dev.nautilus.quant.flow.TradingGrid;
import dev.nautilus.quant.flow.VpinStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// VPIN of a day: the plain mean of its buckets, and the mean weighted by how long each bucket
/// took. A bucket belongs to the day in which it was full. Fractions in [0, 1].
///
/// **Source** Abad & Yagüe (2012), The Spanish Review of Financial Economics 10(2).
///
/// @param day trading day
/// @param buckets with a VPIN, 1 or more
/// @param mean plain
/// @param weighted by duration; plain where no bucket took any time
public record DailyVpin(LocalDate day, int buckets, double mean, double weighted) {
  private record Sum(int buckets, double sum, double seconds, double weighted) {
    Sum plus(VpinStream.Reading reading) {
      double took = reading.bucket().seconds();
      return new Sum(
          buckets + 1, sum + reading.vpin(), seconds + took, weighted + took * reading.vpin());
    }
  }

  /// The days of a run of buckets, oldest first; days without a VPIN are left out.
  public static List<DailyVpin> of(List<VpinStream.Reading> readings, TradingGrid grid) {
    TreeMap<LocalDate, Sum> days = new TreeMap<>();
    for (VpinStream.Reading reading : readings) {
      if (!Double.isNaN(reading.vpin())) {
        days.merge(
            grid.day(reading.bucket().end()),
            new Sum(0, 0, 0, 0).plus(reading),
            (known, _) -> known.plus(reading));
      }
    }
    List<DailyVpin> means = new ArrayList<>();
    days.forEach(
        (day, sum) -> {
          double mean = sum.sum / sum.buckets;
          double weighted = sum.seconds > 0 ? sum.weighted / sum.seconds : mean;
          means.add(new DailyVpin(day, sum.buckets, mean, weighted));
        });
    return List.copyOf(means);
  }
}
