package dev.nautilus.engines.ml.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How predictions and outcomes go together.
final class RankedPairs {
  private RankedPairs() {}

  /// Area under the curve: how often a prediction for an outcome of 1 is above one for 0, ties
  /// half. `NaN` unless both outcomes are there.
  static double auc(double[] said, double[] outcomes) {
    int[] order =
        IntStream.range(0, said.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> said[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double ups = Arrays.stream(outcomes).sum();
    double downs = outcomes.length - ups;
    double ranks = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double tied = 0;
      while (to < order.length && said[order[to]] == said[order[from]]) {
        tied += outcomes[order[to]];
        to++;
      }
      ranks += tied * (from + to + 1) / 2.0;
      from = to;
    }
    return ups > 0 && downs > 0 ? (ranks - ups * (ups + 1) / 2) / (ups * downs) : Double.NaN;
  }

  /// Pearson's correlation; `NaN` below two pairs and where one side is constant.
  static double correlation(double[] said, double[] outcomes) {
    double saidMean = Arrays.stream(said).average().orElse(Double.NaN);
    double mean = Arrays.stream(outcomes).average().orElse(Double.NaN);
    double both = 0;
    double saidSquares = 0;
    double squares = 0;
    for (int i = 0; i < said.length; i++) {
      both += (said[i] - saidMean) * (outcomes[i] - mean);
      saidSquares += (said[i] - saidMean) * (said[i] - saidMean);
      squares += (outcomes[i] - mean) * (outcomes[i] - mean);
    }
    return saidSquares > 0 && squares > 0 ? both / Math.sqrt(saidSquares * squares) : Double.NaN;
  }
}
