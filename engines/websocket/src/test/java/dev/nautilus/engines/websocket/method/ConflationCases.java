package dev.nautilus.engines.websocket.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a slow session gets once it can take something again. An item of a case is a list of a key,
/// fields and, in COMMAND, a command, in any order.
final class ConflationCases {
  private static final List<String> COMMANDS = List.of("ADD", "UPDATE", "DELETE");
  private static final List<String> BUFFERS =
      List.of("buffer", "buffer_size", "max_buffer", "queue_size", "buffer_limit");

  private ConflationCases() {}

  private record Item(String key, String command, JsonNode fields) {
    static Item of(JsonNode item) {
      String key = item.path("key").asString("");
      String command = item.path("command").asString("UPDATE");
      JsonNode fields = item.path("fields");
      if (item.isArray()) {
        for (JsonNode each : item) {
          if (each.isString() && COMMANDS.contains(each.asString())) {
            command = each.asString();
          } else if (each.isString()) {
            key = each.asString();
          } else {
            fields = each;
          }
        }
      }
      return new Item(key, command, fields);
    }
  }

  static Verdict run(ReferenceCase reference, DeltaMode mode) {
    boolean events = mode == DeltaMode.RAW || mode == DeltaMode.DISTINCT;
    Lane lane = Fixtures.lane(mode, events, buffer(reference.input()));
    Map<String, JsonNode> documents = new HashMap<>();
    Map<String, Long> seqs = new HashMap<>();
    JsonNode sample = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : reference.input().path("queued_while_slow")) {
      Item item = Item.of(each);
      sample = each;
      long seq = seqs.merge(item.key(), 1L, Long::sum);
      if (item.command().equals("DELETE")) {
        documents.remove(item.key());
        lane.offer(Fixtures.gone(item.key(), seq));
      } else {
        JsonNode document =
            events ? item.fields() : MergePatch.apply(documents.get(item.key()), item.fields());
        documents.put(item.key(), document);
        lane.offer(Fixtures.update(item.key(), seq, document));
      }
    }
    Comparison comparison = new Comparison();
    JsonNode sent = sent(lane, sample);
    comparison.same("sent on resume", reference.expected().path("sent_on_resume"), sent);
    if (reference.expected().has("dropped")) {
      comparison.same("dropped", reference.expected().path("dropped").asLong(), lane.dropped());
    }
    return comparison.verdict();
  }

  private static int buffer(JsonNode input) {
    return BUFFERS.stream()
        .filter(input::has)
        .map(name -> input.path(name).asInt())
        .findFirst()
        .orElse(100);
  }

  /// In the form of the case's own items.
  private static JsonNode sent(Lane lane, JsonNode sample) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Row row : Fixtures.drain(lane)) {
      JsonNode before = row.before();
      JsonNode fields =
          row.update().isGone()
              ? JsonNodeFactory.instance.objectNode()
              : before == null
                  ? row.update().document()
                  : MergePatch.between(before, row.update().document());
      if (sample.isArray()) {
        ArrayNode item = all.addArray();
        for (JsonNode each : sample) {
          if (each.isString() && COMMANDS.contains(each.asString())) {
            item.add(row.command().name());
          } else if (each.isString()) {
            item.add(row.update().key());
          }
        }
        if (!row.update().isGone()) {
          item.add(fields);
        }
      } else {
        ObjectNode item = all.addObject().put("key", row.update().key());
        item.put("command", row.command().name()).set("fields", fields);
      }
    }
    return all;
  }
}
