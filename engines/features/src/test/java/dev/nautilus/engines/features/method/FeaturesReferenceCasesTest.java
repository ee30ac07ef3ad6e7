package dev.nautilus.engines.features.method;

import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The features against numbers published elsewhere. The method of a case says whose convention it
/// follows: TA-Lib writes its functions in capitals, Stock.Indicators its files in small letters,
/// Lean's cases are files with columns.
final class FeaturesReferenceCasesTest {

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), FeaturesReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("features").otherwise(FeaturesReferenceCasesTest::executor);
  }

  private static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    if (reference.expected().has("values_by_bar_index")) {
      return StockIndicatorsCases.executor(reference);
    }
    return LeanCases.executor(reference).or(() -> TaLibCases.executor(reference));
  }
}
