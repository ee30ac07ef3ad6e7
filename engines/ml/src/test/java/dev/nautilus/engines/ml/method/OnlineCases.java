package dev.nautilus.engines.ml.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Cases of learners that see an example once, or pass by pass.
final class OnlineCases {
  private OnlineCases() {}

  static Verdict bound(ReferenceCase reference) {
    JsonNode input = reference.input();
    double[] counts = Numbers.array(input.path("n"));
    double[] bounds = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      bounds[i] =
          HoeffdingTree.bound(
              input.path("R").asDouble(), input.path("delta").asDouble(), counts[i]);
    }
    return new Comparison()
        .numbers(
            "eps", Numbers.array(reference.expected().path("eps")), bounds, reference.tolerance())
        .verdict();
  }

  static Verdict prequential(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("stream").asString());
    List<String> names = new ArrayList<>(table.header());
    names.remove("y");
    double[][] rows = FitCases.rows(table, names);
    double[] outcomes = table.numbers("y");
    Learner learner =
        reference.method().startsWith("hoeffding")
            ? LearnerRule.of(LearnerKind.HOEFFDING_TREE).create(names.size())
            : LearnerRule.of(LearnerKind.NAIVE_BAYES).create(names.size());
    Tolerance tolerance =
        Tolerance.absolute(reference.body().path("tolerance").path("accuracy_abs").asDouble());
    JsonNode expected = reference.expected().path("correct_after");
    Comparison comparison = new Comparison();
    PrequentialScore score = new PrequentialScore(true, 1000);
    for (int i = 0; i < rows.length; i++) {
      double said = learner.predict(rows[i]);
      score.add(i, Double.isNaN(said) ? 0.5 : said, outcomes[i]);
      learner.learn(rows[i], outcomes[i]);
      JsonNode after = expected.path(String.valueOf(i + 1));
      if (!after.isMissingNode()) {
        double count = i + 1;
        comparison.number(
            "accuracy after " + (i + 1),
            after.asDouble() / count,
            score.right() / count,
            tolerance);
      }
    }
    return comparison.verdict();
  }

  /// Rows in file order, inputs by mean and standard deviation (divisor n) of the whole file.
  static Verdict logistic(ReferenceCase reference) throws IOException {
    JsonNode input = reference.input();
    CsvTable table = reference.table(input.path("data").asString());
    List<String> names = table.header().subList(1, table.header().size());
    double[] outcomes = table.numbers(table.header().getFirst());
    double[][] rows = standardised(FitCases.rows(table, names));
    OnlineLogistic learner = new OnlineLogistic(descent(reference.method(), input, names.size()));
    double loss = 0;
    int right = 0;
    for (int pass = 0; pass < input.path("passes").asInt(1); pass++) {
      for (int i = 0; i < rows.length; i++) {
        double said = learner.predict(rows[i]);
        loss += Probability.logLoss(said, outcomes[i]);
        right += (said >= 0.5 ? 1 : 0) == outcomes[i] ? 1 : 0;
        learner.learn(rows[i], outcomes[i]);
      }
    }
    return compared(reference, learner.weights(), loss, right);
  }

  private static Verdict compared(
      ReferenceCase reference, double[] weights, double loss, int right) {
    JsonNode expected = reference.expected();
    Tolerance tolerance = reference.tolerance();
    Comparison comparison = new Comparison();
    if (expected.has("weights_with_constant_last")) {
      double[] all = Numbers.array(expected.path("weights_with_constant_last"));
      comparison.numbers("weights", all, weights, tolerance);
    } else {
      double[] own = Arrays.copyOf(weights, weights.length - 1);
      comparison.numbers("weights", Numbers.array(expected.path("weights")), own, tolerance);
      comparison.number(
          "intercept",
          Numbers.read(expected.path("intercept")),
          weights[weights.length - 1],
          tolerance);
    }
    return comparison
        .number("log loss", Numbers.read(expected.path("cumulative_log_loss")), loss, tolerance)
        .same("correct", expected.path("correct").asInt(), right)
        .verdict();
  }

  private static Descent descent(String method, JsonNode input, int inputs) {
    return switch (method) {
      case "online_logistic.sgd" -> new Descent.Sgd(inputs + 1, input.path("lr").asDouble());
      case "online_logistic.adagrad" ->
          new Descent.AdaGrad(
              inputs + 1,
              input.path("lr").asDouble(),
              input.path("eps").asDouble(Descent.AdaGrad.EPSILON));
      default ->
          new Descent.FtrlProximal(
              inputs + 1,
              new Descent.Ftrl(
                  input.path("alpha").asDouble(),
                  input.path("beta").asDouble(),
                  input.path("l1").asDouble(),
                  input.path("l2").asDouble()));
    };
  }

  private static double[][] standardised(double[][] rows) {
    double[][] scaled = new double[rows.length][rows[0].length];
    for (int column = 0; column < rows[0].length; column++) {
      SerialMoments moments = new SerialMoments();
      for (double[] row : rows) {
        moments.add(row[column]);
      }
      double mean = moments.moments().mean();
      double deviation = Math.sqrt(moments.moments().squares() / rows.length);
      for (int i = 0; i < rows.length; i++) {
        scaled[i][column] = (rows[i][column] - mean) / deviation;
      }
    }
    return scaled;
  }
}
