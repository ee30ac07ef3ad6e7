package dev.nautilus.bench.prefetch;

import dev.nautilus.message.InstrumentId;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Symbols as they are asked for: the k-th most popular with a share in proportion to 1/k (Zipf's
/// law with exponent 1).
final class ZipfSymbols {
  private final double[] cumulative;

  ZipfSymbols(int symbols) {
    cumulative = new double[symbols];
    double sum = 0;
    for (int i = 0; i < symbols; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
  }

  InstrumentId next(SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return Traffic.symbol(found >= 0 ? found : -found - 1);
  }
}
