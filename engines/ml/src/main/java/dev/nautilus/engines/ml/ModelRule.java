package dev.nautilus.engines.ml;

import dev.nautilus.engines.ml.method.DetectorKind;
import dev.nautilus.engines.ml.method.Label;
import dev.nautilus.engines.ml.method.LearnerKind;
import dev.nautilus.engines.ml.method.LearnerRule;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A model as settings and people define it. Live model and shadow learn the same outcomes of the
/// same examples by different learners; parameters of other learners are not looked at.
///
/// @param id 1 to 40 of a-z, 0-9, _ and -; what predictions are said under
/// @param learner how the live model learns
/// @param shadow how the model beside it learns; null for none
/// @param label what it expects; RETURN goes with LEAST_SQUARES, the others with the other learners
/// @param horizon bars ahead, 1 to 1000
/// @param barriers TRIPLE_BARRIER: distance in standard deviations of the return over the horizon
/// @param lr step of SGD and AdaGrad
/// @param l1 FTRL: weights below it stay 0
/// @param l2 FTRL: pull towards 0
/// @param alpha FTRL: step, as published
/// @param beta FTRL: how slowly steps begin to shrink, as published
/// @param forgetting least squares: weight of the past at each example; 1 forgets nothing
/// @param ridge least squares: pull towards 0
/// @param balanced logistic learners: whether the rarer class counts as much as the other
/// @param driftDetector what watches its errors, with published parameters
/// @param onDrift what is done when they rise
/// @param warmup examples it must have learned from before it says anything
/// @param promoteBy the shadow takes over when its accuracy is better by this fraction ...
/// @param promoteOver ... over so many examples, and that is no chance (McNemar, p below 0.05)
record ModelRule(
    String id,
    LearnerKind learner,
    @Nullable LearnerKind shadow,
    @DefaultValue("SIGN") Label label,
    @DefaultValue("10") int horizon,
    @DefaultValue("1") double barriers,
    @DefaultValue("0.02") double lr,
    @DefaultValue("0") double l1,
    @DefaultValue("1") double l2,
    @DefaultValue("0.1") double alpha,
    @DefaultValue("1") double beta,
    @DefaultValue("1") double forgetting,
    @DefaultValue("1") double ridge,
    @DefaultValue("true") boolean balanced,
    @DefaultValue("ADWIN") DetectorKind driftDetector,
    @DefaultValue("REPLACE") OnDrift onDrift,
    @DefaultValue("1000") int warmup,
    @DefaultValue("0.01") double promoteBy,
    @DefaultValue("20000") int promoteOver) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final int FARTHEST = 1_000;
  private static final int MOST = 1_000_000;

  ModelRule {
    // A missing one comes as null from a binder that knows nothing of null annotations.
    if (isMissing(id) || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id must be 1 to 40 of a-z, 0-9, _ and -, was '" + id + "'");
    }
    if (isMissing(learner)) {
      throw new IllegalArgumentException("model " + id + " must name a learner");
    }
    requireFit(id, learner, label);
    if (shadow != null) {
      requireFit(id, shadow, label);
    }
    if (horizon < 1 || horizon > FARTHEST) {
      throw new IllegalArgumentException("horizon must be 1 to 1000 bars, was " + horizon);
    }
    requireWithin("barriers", barriers, 0.01, 100);
    requireWithin("warmup", warmup, 1, MOST);
    requireWithin("promoteBy", promoteBy, 0, 1);
    requireWithin("promoteOver", promoteOver, 30, MOST);
    var _ = new LearnerRule(learner, lr, l1, l2, alpha, beta, forgetting, ridge, balanced);
  }

  private static boolean isMissing(@Nullable Object given) {
    return given == null;
  }

  private static void requireFit(String id, LearnerKind learner, Label label) {
    if (learner.isClassifier() != label.isClass()) {
      throw new IllegalArgumentException(
          "model %s: %s must go with %s, was %s"
              .formatted(
                  id,
                  label,
                  label.isClass() ? "a learner of classes" : LearnerKind.LEAST_SQUARES,
                  learner));
    }
  }

  private static void requireWithin(String name, double was, double least, double most) {
    if (!(was >= least && was <= most)) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, was %s".formatted(name, least, most, was));
    }
  }

  /// The rule of one of its learners.
  LearnerRule learner(LearnerKind kind) {
    return new LearnerRule(kind, lr, l1, l2, alpha, beta, forgetting, ridge, balanced);
  }
}
