package dev.nautilus.engines.features.method;

import dev.nautilus.engine.testkit.reference.CsvTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whole histories: candles from a table, and every output of a feature run over them.
final class Series {

  private static final Instant FIRST_DAY = Instant.parse("2000-01-03T00:00:00Z");

  private Series() {}

  /// Candles of a table with a close, one a day; missing prices are the close, missing volume 0.
  static List<Candle> candles(CsvTable table) {
    double[] close = table.numbers("close");
    double[] open = optional(table, "open", close);
    double[] high = optional(table, "high", close);
    double[] low = optional(table, "low", close);
    double[] volume = optional(table, "volume", new double[close.length]);
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < close.length; i++) {
      candles.add(candle(i, open[i], high[i], low[i], close[i], volume[i]));
    }
    return candles;
  }

  /// A candle of the given day.
  ///
  /// @param ohlcv open, high, low, close, volume
  static Candle candle(int day, double... ohlcv) {
    Instant at = FIRST_DAY.plus(Duration.ofDays(day));
    return new Candle(ohlcv[0], ohlcv[1], ohlcv[2], ohlcv[3], ohlcv[4], at);
  }

  private static double[] optional(CsvTable table, String column, double[] otherwise) {
    return table.column(column) < 0 ? otherwise : table.numbers(column);
  }

  /// Every output at every candle, `NaN` where there is none.
  static Map<String, double[]> run(String id, List<Candle> candles) {
    Feature<Candle> feature = FeatureCatalog.standard().candleFeature(id);
    Map<String, double[]> outputs = new LinkedHashMap<>();
    for (String output : feature.definition().outputs()) {
      double[] values = new double[candles.size()];
      Arrays.fill(values, Double.NaN);
      outputs.put(output, values);
    }
    for (int i = 0; i < candles.size(); i++) {
      feature.update(candles.get(i));
      int at = i;
      outputs.forEach((name, values) -> values[at] = feature.value(name).orElse(Double.NaN));
    }
    return outputs;
  }

  /// One output of [#run].
  static double[] output(Map<String, double[]> outputs, String name) {
    return Optional.ofNullable(outputs.get(name)).orElseThrow();
  }

  /// Index of the first finite value, -1 if there is none.
  static int firstIndex(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
