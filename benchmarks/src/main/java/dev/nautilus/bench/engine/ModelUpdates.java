package dev.nautilus.bench.engine;

import dev.nautilus.engines.ml.method.DetectorKind;
import dev.nautilus.engines.ml.method.DriftDetector;
import dev.nautilus.engines.ml.method.FeatureScaler;
import dev.nautilus.engines.ml.method.Learner;
import dev.nautilus.engines.ml.method.LearnerKind;
import dev.nautilus.engines.ml.method.LearnerRule;
import dev.nautilus.engines.ml.method.PrequentialScore;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What one example costs a model, whatever kind it learns by: scaled into a value and a flag for
/// each feature, predicted, scored, told to the drift detector, learned, and taken into the scale.
@State(Scope.Thread)
public class ModelUpdates {
  /// Features of an example.
  static final int FEATURES = 50;

  private static final int EXAMPLES = 4_096;
  private static final int SCORED = 1_000;

  /// How it learns.
  @Param public LearnerKind kind = LearnerKind.LOGISTIC_SGD;

  private final double[][] rows = new double[EXAMPLES][FEATURES];
  private final double[] outcomes = new double[EXAMPLES];
  private final FeatureScaler scaler = new FeatureScaler(FEATURES);
  private final DriftDetector detector = DetectorKind.ADWIN.create();
  private Learner learner = LearnerRule.of(kind).create(FeatureScaler.width(FEATURES));
  private PrequentialScore score = new PrequentialScore(true, SCORED);
  private int second;

  /// Draws examples of which the first feature tells something, and learns from each once.
  @Setup(Level.Trial)
  public void prepare() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < EXAMPLES; i++) {
      Arrays.setAll(rows[i], _ -> random.nextGaussian());
      outcomes[i] = rows[i][0] + random.nextGaussian() > 0 ? 1 : 0;
    }
    learner = LearnerRule.of(kind).create(FeatureScaler.width(FEATURES));
    score = new PrequentialScore(kind.isClassifier(), SCORED);
    for (int i = 0; i < EXAMPLES; i++) {
      example();
    }
  }

  /// One example.
  ///
  /// @return what was predicted
  @Benchmark
  public double example() {
    double[] raw = rows[second & (EXAMPLES - 1)];
    double outcome = outcomes[second & (EXAMPLES - 1)];
    double[] row = scaler.scaled(raw);
    double said = learner.predict(row);
    boolean right = score.add(second++, Double.isNaN(said) ? 0.5 : said, outcome);
    var _ = detector.update(right ? 0 : 1);
    learner.learn(row, outcome);
    scaler.learn(raw);
    return said;
  }
}
