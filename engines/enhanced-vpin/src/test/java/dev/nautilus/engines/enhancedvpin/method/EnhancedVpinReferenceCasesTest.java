package dev.nautilus.engines.enhancedvpin.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import java.io.IOException;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The measures against numbers published elsewhere and runs of another program.
final class EnhancedVpinReferenceCasesTest {
  private static final String CLASSIFICATION = "trade_classification.";

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), EnhancedVpinReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    String columns =
        "the program's manual wants four columns by position (timestamp, price, bid, ask), and the"
            + " run gave it the file as it is, with volume third: so it took the volume for the bid"
            + " and the bid for the ask. Against the middle of these two every day agrees exactly,"
            + " as the rule in the report counts; with the bid and ask of the row, as the input"
            + " says, day one has 1038 buys and 583 sells. The tick rule needs no quote, and its"
            + " run agrees";
    return ReferenceSuite.of("enhanced-vpin")
        .method("ivpin (Ke & Lin 2017)", ArrivalRuns::run)
        .method("ofi", BookPaths::events)
        .method("ofi.price_impact", BookPaths::impact)
        .method("queue_imbalance_microprice", BookPaths::imbalance)
        .method("entropy.shannon", entropy(each -> MessageEntropy.shannon(message(each))))
        .method(
            "entropy.plug_in",
            entropy(each -> MessageEntropy.plugIn(message(each), whole(each, "word_length", 1))))
        .method("entropy.lempel", entropy(each -> MessageEntropy.lempelZiv(message(each))))
        .method(
            "entropy.konto",
            entropy(each -> MessageEntropy.kontoyiannis(message(each), whole(each, "window", 0))))
        .otherwise(EnhancedVpinReferenceCasesTest::executor)
        .disputed("pinstimation.classify.Quote", columns);
  }

  private static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    String method = reference.method();
    if (method.startsWith(CLASSIFICATION)) {
      return SignCases.executor(method.substring(CLASSIFICATION.length()), reference);
    }
    return BarCases.executor(method);
  }

  private static ReferenceExecutor entropy(ToDoubleFunction<JsonNode> method) {
    return reference ->
        new Comparison()
            .number(
                reference.method(),
                Numbers.read(reference.expected()),
                method.applyAsDouble(reference.input()),
                reference.tolerance())
            .verdict();
  }

  private static String message(JsonNode input) {
    return input.path("message").asString();
  }

  private static int whole(JsonNode input, String name, int otherwise) {
    return input.path(name).asInt(otherwise);
  }
}
