package dev.nautilus.engines.ml.method;

import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The methods against numbers published elsewhere.
final class MlReferenceCasesTest {
  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), MlReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("ml")
        .method("running_moments (Welford)", FitCases::moments)
        .method("linear_regression", FitCases::linear)
        .method("recursive_least_squares", FitCases::linear)
        .method("logistic_regression.mle", FitCases::logistic)
        .method("online_logistic.sgd", OnlineCases::logistic)
        .method("online_logistic.adagrad", OnlineCases::logistic)
        .method("online_logistic.ftrl_proximal", OnlineCases::logistic)
        .method("hoeffding_tree.bound", OnlineCases::bound)
        .method("hoeffding_tree.prequential", OnlineCases::prequential)
        .method("gaussian_naive_bayes.prequential", OnlineCases::prequential)
        .method("page_hinkley", DriftCases::run)
        .method("adwin", DriftCases::run)
        .method("ddm", DriftCases::run)
        .method("hddm_a", DriftCases::run)
        .method("hddm_w", DriftCases::run);
  }
}
