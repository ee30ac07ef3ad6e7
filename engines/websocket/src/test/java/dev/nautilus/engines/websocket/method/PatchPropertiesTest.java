package dev.nautilus.engines.websocket.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes are the inverse of applying them, for documents of any shape.
class PatchPropertiesTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// A document without null; small alphabets, so that two of them share much.
  static JsonNode document(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 3 : 6)) {
      case 0 -> NODES.numberNode(random.nextInt(3));
      case 1 -> NODES.stringNode("~/" + random.nextInt(3));
      case 2 -> NODES.booleanNode(random.nextBoolean());
      case 3 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          array.add(document(random, depth + 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.set(
              "a/~".substring(random.nextInt(3)) + random.nextInt(3), document(random, depth + 1));
        }
        yield object;
      }
    };
  }

  @ParameterizedTest
  @EnumSource(DeltaForm.class)
  void change_appliedToTheOlder_isTheYounger(DeltaForm form) {
    for (int seed = 0; seed < 4_000; seed++) {
      Random random = new Random(seed);
      JsonNode from = document(random, 0);
      JsonNode to = document(random, 0);
      JsonNode patch = form.between(from, to);
      assertThat(Documents.same(form.apply(from, patch), to))
          .as("seed %d: %s -> %s by %s", seed, from, to, patch)
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(DeltaForm.class)
  void change_ofEqualDocuments_isEmpty(DeltaForm form) {
    for (int seed = 0; seed < 500; seed++) {
      JsonNode document = document(new Random(seed), 0);
      if (document.isContainer()) {
        JsonNode patch = form.between(document, document.deepCopy());
        boolean whole = form == DeltaForm.MERGE_PATCH && !document.isObject();
        assertThat(whole || patch.isEmpty()).as("%s by %s", document, patch).isTrue();
      }
    }
  }

  @Test
  void mergePatch_nullInTheYounger_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MergePatch.between(
                    Documents.parse("{\"a\":1}"), Documents.parse("{\"a\":{\"b\":null}}")))
        .withMessageContaining("must have no null");
  }

  @Test
  void jsonPatch_levelEntersABook_isOneStep() {
    JsonNode before = Documents.parse("{\"bids\":[[10,1],[9,2],[8,3]]}");
    JsonNode after = Documents.parse("{\"bids\":[[10,1],[9.5,7],[9,2],[8,3]]}");
    assertThat(JsonPatch.between(before, after))
        .hasToString("[{\"op\":\"add\",\"path\":\"/bids/1\",\"value\":[9.5,7]}]");
  }

  @Test
  void jsonPatch_stepFails_leavesTheDocumentAsItWas() {
    JsonNode document = Documents.parse("{\"a\":[1]}");
    JsonNode patch =
        Documents.parse(
            "[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":2},{\"op\":\"remove\",\"path\":\"/b\"}]");
    assertThatIllegalArgumentException().isThrownBy(() -> JsonPatch.apply(document, patch));
    assertThat(document).isEqualTo(Documents.parse("{\"a\":[1]}"));
  }

  @Test
  void jsonPatch_moveIntoItself_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JsonPatch.apply(
                    Documents.parse("{\"a\":{\"b\":1}}"),
                    Documents.parse("[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/a/c\"}]")))
        .withMessageContaining("must not lie above");
  }

  @Test
  void document_decimalsAndLargeNumbers_areTexts() {
    ObjectNode payload = NODES.objectNode();
    payload.put("price", new BigDecimal("100.10"));
    payload.put("version", (1L << 53) + 1);
    payload.put("exact", 1L << 53);
    payload.put("ratio", 0.5);
    payload.putNull("missing");
    assertThat(Documents.text(Documents.of(payload)))
        .isEqualTo(
            "{\"price\":\"100.10\",\"version\":\"9007199254740993\",\"exact\":9007199254740992,\"ratio\":0.5}");
  }
}
