package dev.nautilus.engines.marketdata.method;

import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Bars, books, sequences and adjustments against numbers published elsewhere.
final class MarketdataReferenceCasesTest {

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), MarketdataReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("marketdata")
        .method("corporate_actions.backward_adjustment", ActionCases::factors)
        .method("corporate_actions.apply", ActionCases::apply)
        .method("gap_detection.sequence", FeedCases::sequence)
        .otherwise(MarketdataReferenceCasesTest::executor);
  }

  private static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    String method = reference.method();
    if (method.startsWith("book_checksum.")) {
      return Optional.of(FeedCases::checksum);
    }
    if (method.endsWith(".first_bar")) {
      return Optional.of(BarCases::firstBar);
    }
    return method.endsWith("_bars") && reference.input().has("events")
        ? Optional.of(BarCases::bars)
        : Optional.empty();
  }
}
