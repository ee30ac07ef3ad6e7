package dev.nautilus.engines.ml;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.ml.method.Learner;
import dev.nautilus.engines.ml.method.LearnerRule;
import dev.nautilus.engines.ml.method.PrequentialScore;

/// A learner with its record. Confined to the engine thread.
final class Expert {
  private final LearnerRule rule;
  private final int width;
  private final int window;
  private Learner learner;
  private PrequentialScore score;
  private long examples;

  /// @param width numbers in a row
  /// @param window newest examples its measures cover
  Expert(LearnerRule rule, int width, int window) {
    this.rule = rule;
    this.width = width;
    this.window = window;
    learner = rule.create(width);
    score = new PrequentialScore(rule.kind().isClassifier(), window);
  }

  /// Forgets everything.
  void reset() {
    learner = rule.create(width);
    score = new PrequentialScore(rule.kind().isClassifier(), window);
    examples = 0;
  }

  double predict(double[] row) {
    return learner.predict(row);
  }

  /// Scores what was said, then learns.
  ///
  /// @param said `NaN` when it had not known
  /// @return whether it was on the right side
  boolean settle(Example example, double said, double outcome) {
    boolean right = !Double.isNaN(said) && score.add((double) example.second(), said, outcome);
    learner.learn(example.row(), outcome);
    examples++;
    return right;
  }

  LearnerRule rule() {
    return rule;
  }

  Learner learner() {
    return learner;
  }

  PrequentialScore score() {
    return score;
  }

  long examples() {
    return examples;
  }

  void write(StateOutput out) {
    out.whole(examples);
    learner.save(out::real);
    score.save(out::real);
  }

  void read(StateInput in) {
    examples = in.whole();
    learner.load(in::real);
    score.load(in::real);
  }
}
