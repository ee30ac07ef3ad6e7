package dev.nautilus.engines.ml.method;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/// What one example of 50 inputs costs: scaled, predicted, scored, learned, entered into the scale.
/// A program, not a test: tests measure no time. `./nautilus bench engines` has JMH for other
/// engines, this one not yet.
///
/// ```
/// java -cp <classes, test classes, quant, commons-statistics> dev.nautilus.engines.ml.method.UpdateBenchmark
/// ```
final class UpdateBenchmark {
  private static final int INPUTS = 50;
  private static final int ROWS = 4_096;
  private static final int ROUNDS = 40;
  private static final int WARM_UPS = 15;

  private UpdateBenchmark() {}

  /// Runs it and prints a line for each learner.
  public static void main(String[] args) {
    SplittableRandom random = new SplittableRandom(42);
    double[][] rows = new double[ROWS][INPUTS];
    double[] outcomes = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      Arrays.setAll(rows[i], _ -> random.nextGaussian());
      outcomes[i] = rows[i][0] + random.nextGaussian() > 0 ? 1 : 0;
    }
    for (LearnerKind kind : LearnerKind.values()) {
      measure(kind, rows, outcomes);
    }
  }

  private static void measure(LearnerKind kind, double[][] rows, double[] outcomes) {
    Learner learner = LearnerRule.of(kind).create(INPUTS);
    FeatureScaler scaler = new FeatureScaler(INPUTS);
    PrequentialScore score = new PrequentialScore(kind.isClassifier(), 1_000);
    DriftDetector detector = DetectorKind.ADWIN.create();
    double[] nanos = new double[ROUNDS];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < rows.length; i++) {
        double[] row = Arrays.copyOf(scaler.scaled(rows[i]), INPUTS);
        double said = learner.predict(row);
        boolean right = score.add(i, Double.isNaN(said) ? 0.5 : said, outcomes[i]);
        detector.update(right ? 0 : 1);
        learner.learn(row, outcomes[i]);
        scaler.learn(rows[i]);
      }
      if (round >= 0) {
        nanos[round] = (double) (System.nanoTime() - start) / rows.length;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-17s %d inputs: median %.2f us an example, slowest round %.2f us, %d scored%n",
        kind,
        INPUTS,
        nanos[ROUNDS / 2] / 1e3,
        nanos[ROUNDS - 1] / 1e3,
        score.scored());
  }
}
