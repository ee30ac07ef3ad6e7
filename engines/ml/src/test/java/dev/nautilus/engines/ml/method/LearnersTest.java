package dev.nautilus.engines.ml.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each learner promises: against its batch form, over a restart, at the edges.
class LearnersTest {
  private static final int INPUTS = 4;

  private static final class Sample {
    private final double[] row;
    private final double outcome;

    Sample(double[] row, double outcome) {
      this.row = row;
      this.outcome = outcome;
    }

    double[] row() {
      return row;
    }

    double outcome() {
      return outcome;
    }
  }

  private static List<Sample> samples(long seed, int count, boolean classes) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] row = new double[INPUTS];
      Arrays.setAll(row, _ -> random.nextGaussian());
      double value = row[0] - 0.5 * row[1] + 0.3 + random.nextGaussian();
      double side = value > 0 ? 1 : 0;
      samples.add(new Sample(row, classes ? side : value));
    }
    return samples;
  }

  @ParameterizedTest
  @EnumSource(LearnerKind.class)
  void state_restored_goesOnToTheSameBits(LearnerKind kind) {
    for (long seed = 1; seed <= 5; seed++) {
      List<Sample> samples = samples(seed, 3_000, kind.isClassifier());
      Learner whole = LearnerRule.of(kind).create(INPUTS);
      Learner first = LearnerRule.of(kind).create(INPUTS);
      samples.forEach(each -> whole.learn(each.row(), each.outcome()));
      samples.subList(0, 1_700).forEach(each -> first.learn(each.row(), each.outcome()));
      Learner second = LearnerRule.of(kind).create(INPUTS);
      Restored.copy(first, second);
      samples.subList(1_700, 3_000).forEach(each -> second.learn(each.row(), each.outcome()));
      for (Sample each : samples) {
        assertThat(second.predict(each.row())).isEqualTo(whole.predict(each.row()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LearnerKind.class)
  void predictions_ofSomethingLearnable_beatTheBaseRate(LearnerKind kind) {
    Learner learner = LearnerRule.of(kind).create(INPUTS);
    PrequentialScore score = new PrequentialScore(kind.isClassifier(), 100);
    int second = 0;
    for (Sample each : samples(11, 4_000, kind.isClassifier())) {
      double said = learner.predict(each.row());
      if (!Double.isNaN(said)) {
        score.add(second++, said, each.outcome());
      }
      learner.learn(each.row(), each.outcome());
    }
    assertThat(score.right()).isGreaterThan(score.baseRight() + 400);
    assertThat(score.totalLoss()).isLessThan(score.totalBaseLoss());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.99})
  void leastSquares_streaming_equalsTheWeightedFitOfTheWholeTable(double forgetting) {
    List<Sample> samples = samples(3, 400, false);
    LeastSquares streaming = new LeastSquares(INPUTS, forgetting, 0);
    LeastSquares batch = new LeastSquares(INPUTS, 1, 0);
    for (int i = 0; i < samples.size(); i++) {
      Sample each = samples.get(i);
      streaming.learn(each.row(), each.outcome());
      batch.learn(each.row(), each.outcome(), StrictMath.pow(forgetting, samples.size() - 1.0 - i));
    }
    for (int i = 0; i <= INPUTS; i++) {
      assertThat(streaming.weights()[i]).isCloseTo(batch.weights()[i], within(1e-10));
    }
  }

  /// The covariance form of the same method, as textbooks write it.
  @Test
  void leastSquares_squareRootForm_equalsTheCovarianceForm() {
    double forgetting = 0.999;
    double ridge = 1e-3;
    LeastSquares ours = new LeastSquares(INPUTS, forgetting, 0);
    double[] weights = new double[INPUTS + 1];
    double[][] p = new double[INPUTS + 1][INPUTS + 1];
    for (int i = 0; i <= INPUTS; i++) {
      p[i][i] = 1 / ridge;
    }
    for (Sample each : samples(5, 3_000, false)) {
      ours.learn(each.row(), each.outcome());
      covarianceStep(p, weights, each, forgetting);
    }
    for (int i = 0; i <= INPUTS; i++) {
      assertThat(ours.weights()[i]).isCloseTo(weights[i], within(1e-5));
    }
  }

  private static void covarianceStep(
      double[][] p, double[] weights, Sample sample, double forgetting) {
    double[] x = Arrays.copyOf(sample.row(), weights.length);
    x[weights.length - 1] = 1;
    double[] px = new double[x.length];
    double scale = forgetting;
    double said = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        px[i] += p[i][j] * x[j];
      }
      scale += x[i] * px[i];
      said += weights[i] * x[i];
    }
    for (int i = 0; i < x.length; i++) {
      weights[i] += px[i] / scale * (sample.outcome() - said);
      for (int j = 0; j < x.length; j++) {
        p[i][j] = (p[i][j] - px[i] * px[j] / scale) / forgetting;
      }
    }
  }

  @Test
  void leastSquares_silentInputThatForgets_doesNotJump() {
    LeastSquares squares = new LeastSquares(2, 0.99, 1);
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 5_000; i++) {
      double value = random.nextGaussian();
      squares.learn(new double[] {value, 0}, value + 0.1 * random.nextGaussian());
    }
    squares.learn(new double[] {0, 0.01}, 1);
    assertThat(Math.abs(squares.weights()[1])).isLessThan(0.1);
    assertThat(squares.weights()[0]).isCloseTo(1, within(0.1));
  }

  @ParameterizedTest
  @EnumSource(
      value = LearnerKind.class,
      names = {"LOGISTIC_SGD", "LOGISTIC_ADAGRAD", "LOGISTIC_FTRL"})
  void logistic_inputAlwaysZero_hasWeightZero(LearnerKind kind) {
    Learner learner = LearnerRule.of(kind).create(2);
    for (Sample each : samples(2, 500, true)) {
      learner.learn(new double[] {each.row()[0], 0}, each.outcome());
    }
    assertThat(learner.weights()[1]).isZero();
    assertThat(learner.weights()[0]).isNotZero();
  }

  @Test
  void balanced_rareClass_isFoundAndItsProbabilityIsTheFrequencySeen() {
    Learner learner = LearnerRule.of(LearnerKind.LOGISTIC_SGD).create(1);
    SplittableRandom random = new SplittableRandom(4);
    double said = 0;
    double ups = 0;
    for (int i = 0; i < 40_000; i++) {
      double value = random.nextGaussian();
      double outcome = random.nextDouble() < Probability.logistic(-3 + value) ? 1 : 0;
      if (i >= 20_000) {
        said += learner.predict(new double[] {value});
        ups += outcome;
      }
      learner.learn(new double[] {value}, outcome);
    }
    assertThat(said / ups).isCloseTo(1, within(0.1));
  }

  @Test
  void naiveBayes_beforeAnyExample_doesNotKnow() {
    assertThat(new GaussianNaiveBayes(2).predict(new double[] {1, 2})).isNaN();
  }

  @Test
  void naiveBayes_constantInput_saysNothingAboutItsOwnValue() {
    GaussianNaiveBayes bayes = new GaussianNaiveBayes(1);
    for (int i = 0; i < 10; i++) {
      bayes.learn(new double[] {7}, i % 5 == 0 ? 1 : 0);
    }
    assertThat(bayes.predict(new double[] {7})).isCloseTo(0.2, within(1e-12));
    assertThat(bayes.predict(new double[] {8})).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void tree_stepInOneInput_isFoundAndBounded() {
    HoeffdingTree.Rule small = new HoeffdingTree.Rule(50, 1e-7, 0.05, 10, 3);
    HoeffdingTree tree = new HoeffdingTree(2, small);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 20_000; i++) {
      double[] row = {random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
      tree.learn(row, row[0] > 0 == row[1] > 0.3 ? 1 : 0);
    }
    assertThat(tree.leaves()).isBetween(2, 3);
  }

  /// Copies by way of the numbers that are kept.
  static final class Restored {
    private Restored() {}

    static void copy(Restorable from, Restorable to) {
      List<Double> numbers = new ArrayList<>();
      from.save(numbers::add);
      Iterator<Double> again = numbers.iterator();
      to.load(again::next);
      List<Double> back = new ArrayList<>();
      to.save(back::add);
      assertThat(back).isEqualTo(numbers);
      assertThat(again.hasNext()).as("all numbers are taken").isFalse();
    }
  }
}
