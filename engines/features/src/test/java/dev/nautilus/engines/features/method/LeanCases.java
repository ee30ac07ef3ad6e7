package dev.nautilus.engines.features.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Cases made of one file with bars and indicator columns side by side, as in Lean's test data.
final class LeanCases {

  private static final Set<String> BARS =
      Set.of("", "date", "time", "open", "high", "low", "close", "volume");

  private LeanCases() {}

  static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    return reference.input().has("bars_and_expected_in_one_file")
        ? Optional.of(LeanCases::run)
        : Optional.empty();
  }

  private static Verdict run(ReferenceCase reference) throws IOException {
    String file = reference.input().path("bars_and_expected_in_one_file").asString();
    CsvTable table = reference.table(file);
    Comparison comparison = new Comparison();
    if (reference.expected().has("rows")) {
      comparison.same("rows", reference.expected().path("rows").asInt(), table.rows().size());
    }
    boolean worded = !reference.wordedTolerance().isEmpty();
    Optional<Tolerance> stated = worded ? Optional.empty() : Optional.of(reference.tolerance());
    for (String column : table.header()) {
      if (!BARS.contains(column.toLowerCase(Locale.ROOT))) {
        Optional<LeanColumn> known =
            LeanColumn.of(column, reference.method() + " " + file, table.header());
        if (known.isEmpty()) {
          comparison.differ("column '" + column + "' is not known");
        } else {
          compare(comparison, table, column, known.get(), stated);
        }
      }
    }
    return comparison.verdict();
  }

  private static void compare(
      Comparison comparison,
      CsvTable table,
      String column,
      LeanColumn known,
      Optional<Tolerance> stated) {
    double[] expected = table.numbers(column);
    double[] ours = ours(table, expected, known, comparison);
    Tolerance tolerance = stated.orElse(known.tolerance());
    int lookback = FeatureCatalog.standard().candleFeature(known.call() + "@1d").lookback();
    int rows = 0;
    int seeding = 0;
    for (int row = 0; row < expected.length; row++) {
      if (Double.isNaN(expected[row])) {
        continue;
      }
      rows++;
      if (row < lookback) {
        seeding++;
      } else {
        comparison.number(column + "[" + row + "]", expected[row], ours[row], tolerance);
      }
    }
    if (rows - seeding <= 0) {
      comparison.differ("column '" + column + "' left nothing to compare");
    }
    if (seeding > 0) {
      comparison.rule(
          "'%s': %d rows within the warm-up of %d bars not compared, Lean's tests wait for IsReady"
              .formatted(column, seeding, lookback));
    }
  }

  private static double[] ours(
      CsvTable table, double[] expected, LeanColumn known, Comparison comparison) {
    List<Candle> candles = Series.candles(table);
    if (known.output().equals("obv") && table.column("volume") < 0) {
      comparison.rule(
          "'OBV': the file has no volume; each step's size is read from the column, its"
              + " sign is checked");
      return balanceFromSteps(candles, expected);
    }
    double[] values = LeanOutput.of(known.output(), known.call(), candles);
    return Arrays.stream(values).map(value -> value * known.scale()).toArray();
  }

  private static double[] balanceFromSteps(List<Candle> candles, double[] expected) {
    Feature<Candle> balance = FeatureCatalog.standard().candleFeature("obv@1d");
    double[] values = new double[expected.length];
    Arrays.fill(values, Double.NaN);
    double before = 0;
    double offset = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      Candle candle = candles.get(i);
      double step = Double.isNaN(expected[i]) ? 0 : Math.abs(expected[i] - before);
      balance.update(
          new Candle(
              candle.open(),
              candle.high(),
              candle.low(),
              candle.close(),
              Double.isNaN(offset) ? 0 : step,
              candle.startedAt()));
      if (!Double.isNaN(expected[i])) {
        offset = Double.isNaN(offset) ? expected[i] : offset; // where the file's count stood
        before = expected[i];
        values[i] = balance.value().orElseThrow() + offset;
      }
    }
    return values;
  }
}
