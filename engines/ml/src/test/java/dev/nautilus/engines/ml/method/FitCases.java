package dev.nautilus.engines.ml.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Cases of moments and of fits to a whole table.
final class FitCases {
  private FitCases() {}

  static Verdict moments(ReferenceCase reference) throws IOException {
    double[] values = reference.table(reference.input().path("y").asString()).numbers("y");
    SerialMoments serial = new SerialMoments();
    for (double value : values) {
      serial.add(value);
    }
    JsonNode expected = reference.expected();
    JsonNode limits = reference.body().path("tolerance");
    return new Comparison()
        .number(
            "mean",
            Numbers.read(expected.path("mean")),
            serial.moments().mean(),
            Tolerance.relative(limits.path("mean_rel").asDouble()))
        .number(
            "sd",
            Numbers.read(expected.path("sd_n_minus_1")),
            serial.moments().deviation(),
            Tolerance.relative(limits.path("sd_rel").asDouble()))
        .number(
            "autocorrelation",
            Numbers.read(expected.path("autocorr_lag1")),
            serial.autocorrelation(),
            Tolerance.absolute(limits.path("autocorr_abs").asDouble()))
        .verdict();
  }

  static Verdict linear(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("data").asString());
    List<String> names = new ArrayList<>(table.header());
    double[] outcomes = table.numbers("y");
    names.removeIf(name -> name.equalsIgnoreCase("y"));
    double[][] rows = rows(table, names);
    LeastSquares squares = new LeastSquares(names.size(), 1, 0);
    SerialMoments total = new SerialMoments();
    for (int i = 0; i < rows.length; i++) {
      squares.learn(rows[i], outcomes[i]);
      total.add(outcomes[i]);
    }
    double share = 1 - squares.residualSumOfSquares() / total.moments().squares();
    return compared(reference, squares, share);
  }

  private static Verdict compared(ReferenceCase reference, LeastSquares squares, double share) {
    JsonNode expected = reference.expected();
    Tolerance tolerance = reference.tolerance();
    double[] errors = Numbers.array(expected.path("standard_errors"));
    double[] weights = interceptFirst(squares.weights());
    double deviation = Numbers.read(expected.path("residual_sd"));
    return new Comparison()
        .numbers("beta", Numbers.array(expected.path("beta")), weights, tolerance)
        .numbers("standard errors", errors, interceptFirst(squares.standardErrors()), tolerance)
        .number("residual sd", deviation, squares.residualDeviation(), tolerance)
        .number("r squared", Numbers.read(expected.path("r_squared")), share, tolerance)
        .verdict();
  }

  static Verdict logistic(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("data").asString());
    List<String> names = new ArrayList<>();
    reference.input().path("features").forEach(each -> names.add(each.asString()));
    double[] outcomes = table.numbers(table.header().getFirst());
    LogisticRegression.Fit fit = LogisticRegression.fit(rows(table, names), outcomes);
    JsonNode expected = reference.expected();
    Tolerance tolerance = reference.tolerance();
    Comparison comparison =
        new Comparison()
            .number(
                "const",
                Numbers.read(expected.path("const")),
                fit.weights().get(names.size()),
                tolerance)
            .number(
                "log likelihood",
                Numbers.read(expected.path("log_likelihood")),
                fit.logLikelihood(),
                tolerance);
    for (int i = 0; i < names.size(); i++) {
      comparison.number(
          names.get(i), Numbers.read(expected.path(names.get(i))), fit.weights().get(i), tolerance);
    }
    return comparison.verdict();
  }

  /// The rows of some columns.
  static double[][] rows(CsvTable table, List<String> names) {
    double[][] rows = new double[table.rows().size()][names.size()];
    for (int column = 0; column < names.size(); column++) {
      double[] values = table.numbers(names.get(column));
      for (int row = 0; row < rows.length; row++) {
        rows[row][column] = values[row];
      }
    }
    return rows;
  }

  private static double[] interceptFirst(double[] weights) {
    double[] first = new double[weights.length];
    first[0] = weights[weights.length - 1];
    System.arraycopy(weights, 0, first, 1, weights.length - 1);
    return first;
  }
}
