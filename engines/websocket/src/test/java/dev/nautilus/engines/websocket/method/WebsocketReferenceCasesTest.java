package dev.nautilus.engines.websocket.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The gateway against what standards, test suites and Spring publish. Frames, handshake and
/// compression of the running gateway are Tomcat's: these cases hold the tests' own end of the wire
/// to the standard, and `StandardWireIT` holds the gateway to that end.
final class WebsocketReferenceCasesTest {

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), WebsocketReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("websocket")
        .method("handshake", WireCases::handshake)
        .method("frame_codec", WireCases::frame)
        .method("permessage_deflate", WireCases::deflate)
        .method("close_codes", WebsocketReferenceCasesTest::closeCodes)
        .method("delta.json_merge_patch", each -> patched(each, "target", MergePatch::apply))
        .method("delta.json_patch", each -> patched(each, "doc", JsonPatch::apply))
        .method("slow_consumer_policy", SlowConsumerCases::run)
        .method("conflation.merge", each -> ConflationCases.run(each, DeltaMode.MERGE))
        .method("conflation.raw", each -> ConflationCases.run(each, DeltaMode.RAW))
        .method("conflation.distinct", each -> ConflationCases.run(each, DeltaMode.DISTINCT))
        .method("conflation.command", each -> ConflationCases.run(each, DeltaMode.COMMAND));
  }

  private static Verdict closeCodes(ReferenceCase reference) {
    Map<String, String> meaning = new TreeMap<>();
    for (CloseCode code : CloseCode.values()) {
      meaning.put(String.valueOf(code.code()), code.meaning());
    }
    Comparison comparison = new Comparison();
    JsonNode expected = reference.expected();
    expected
        .path("meaning")
        .properties()
        .forEach(
            each ->
                comparison.same(
                    each.getKey(),
                    each.getValue().asString(),
                    meaning.getOrDefault(each.getKey(), "unknown")));
    for (JsonNode each : reference.input().path("may_be_sent")) {
      comparison.same(each + " is sent", true, !CloseCode.NEVER_SENT.contains(each.asInt()));
    }
    for (JsonNode each : expected.path("never_sent")) {
      comparison.same(each + " is never sent", true, CloseCode.NEVER_SENT.contains(each.asInt()));
      comparison.same(each + " is no code here", false, meaning.containsKey(each.asString()));
    }
    if (expected.has("private_range")) {
      comparison.same(
          "private range",
          expected.path("private_range").toString(),
          "[%d,%d]".formatted(CloseCode.FIRST_PRIVATE, CloseCode.LAST_PRIVATE));
    }
    return comparison.verdict();
  }

  private static Verdict patched(
      ReferenceCase reference, String document, BinaryOperator<JsonNode> patch) {
    JsonNode input = reference.input();
    JsonNode before = input.has(document) ? input.path(document) : input.path("doc");
    boolean fails = reference.expected().has("error");
    try {
      JsonNode after = patch.apply(before, input.path("patch"));
      if (fails) {
        return Verdict.fail("must be refused, was " + after);
      }
      JsonNode expected = reference.expected().path("result");
      return Documents.same(expected, after)
          ? Verdict.pass("the same document")
          : Verdict.fail("expected %s, was %s".formatted(expected, after));
    } catch (IllegalArgumentException e) {
      return fails
          ? Verdict.pass("refused: " + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
          : Verdict.fail("must be done, was refused: " + e.getMessage());
    }
  }
}
