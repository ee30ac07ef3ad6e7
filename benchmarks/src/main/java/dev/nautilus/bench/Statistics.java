package dev.nautilus.bench;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/// The arithmetic of the report.
public final class Statistics {
  private Statistics() {}

  /// The value in the middle; the mean of the two in the middle when their number is even. Empty
  /// when there are none.
  public static OptionalDouble median(Collection<Double> values) {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /// The median of the ratios of pairs; not the ratio of the medians, which may come from different
  /// rounds.
  static OptionalDouble medianRatio(List<Double> numerators, List<Double> denominators) {
    if (numerators.size() != denominators.size()) {
      throw new IllegalArgumentException(
          "values must pair up, were %d and %d".formatted(numerators.size(), denominators.size()));
    }
    List<Double> ratios =
        IntStream.range(0, numerators.size())
            .filter(i -> denominators.get(i) != 0)
            .mapToObj(i -> numerators.get(i) / denominators.get(i))
            .toList();
    return median(ratios);
  }

  /// A percentile of one histogram of nanoseconds, in milliseconds.
  ///
  /// @param encoded compressed, in base 64
  static double millis(String encoded, double percentile) {
    return merged(List.of(encoded)).getValueAtPercentile(percentile) / 1e6;
  }

  /// All samples of all histograms, whatever their number in each.
  ///
  /// @param encoded compressed histograms in base 64
  /// @throws IllegalArgumentException when one is not a histogram
  static Histogram merged(Collection<String> encoded) {
    Histogram all = new Histogram(3);
    for (String one : encoded) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(one));
        all.add(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
      } catch (DataFormatException e) {
        throw new IllegalArgumentException("not a histogram: " + e.getMessage(), e);
      }
    }
    return all;
  }
}
