package dev.nautilus.engines.features.method;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Working columns of Lean's files made from feature outputs: `a-b` (absolute), `a+b`, `a@26` (26
/// bars late) and the lowest line of an Ichimoku chart.
final class LeanOutput {

  private LeanOutput() {}

  static double[] of(String output, String call, List<Candle> candles) {
    if (output.equals("lowest line")) {
      return lowestIchimokuLine(candles);
    }
    Map<String, double[]> all = Series.run(call + "@1d", candles);
    if (output.contains("@")) {
      String[] parts = output.split("@", -1);
      return late(Series.output(all, parts[0]), Integer.parseInt(parts[1]));
    }
    if (output.contains("+") || output.contains("-")) {
      String[] parts = output.split("[+-]", -1);
      double[] left = Series.output(all, parts[0]);
      double[] right = Series.output(all, parts[1]);
      double[] both = new double[left.length];
      boolean sum = output.contains("+");
      Arrays.setAll(both, i -> sum ? left[i] + right[i] : Math.abs(left[i] - right[i]));
      return both;
    }
    return Series.output(all, output);
  }

  private static double[] late(double[] values, int bars) {
    double[] late = new double[values.length];
    Arrays.setAll(late, i -> i < bars ? Double.NaN : values[i - bars]);
    return late;
  }

  /// The column "Ichimoku Cloud" is the lowest of the chart's five lines: tenkan, kijun, both spans
  /// and the close of 26 bars later. The chart draws a line from its first bar on, so before a
  /// feature is ready its window is the bars there are.
  private static double[] lowestIchimokuLine(List<Candle> candles) {
    Map<String, double[]> lines = Series.run("ichimoku@1d", candles);
    double[] lowest = new double[candles.size()];
    for (int i = 0; i < lowest.length; i++) {
      double low = or(Series.output(lines, "tenkan")[i], middle(candles, i, 9));
      low = Math.min(low, or(Series.output(lines, "kijun")[i], middle(candles, i, 26)));
      if (i >= 26) {
        double early = (middle(candles, i - 26, 9) + middle(candles, i - 26, 26)) / 2;
        low = Math.min(low, or(Series.output(lines, "span_a")[i], early));
        low = Math.min(low, or(Series.output(lines, "span_b")[i], middle(candles, i - 26, 52)));
      }
      lowest[i] = i + 26 < lowest.length ? Math.min(low, candles.get(i + 26).close()) : low;
    }
    return lowest;
  }

  private static double or(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }

  private static double middle(List<Candle> candles, int last, int period) {
    List<Candle> window = candles.subList(Math.max(0, last + 1 - period), last + 1);
    double high = window.stream().mapToDouble(Candle::high).max().orElseThrow();
    double low = window.stream().mapToDouble(Candle::low).min().orElseThrow();
    return (high + low) / 2;
  }
}
