package dev.nautilus.engines.websocket.wire;

import dev.nautilus.engines.websocket.method.Documents;
import dev.nautilus.engines.websocket.method.JsonPatch;
import dev.nautilus.engines.websocket.method.MergePatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

/// What a browser does with the messages of a channel: keeps the newest documents, lists the
/// events, and notices when something is missing.
public final class Follower {
  private final Map<String, JsonNode> documents = new TreeMap<>();
  private final Map<String, Long> seqs = new HashMap<>();
  private final List<JsonNode> events = new ArrayList<>();
  private long dropped;
  private int snapshots;

  /// Takes a message in; answers, heartbeats and other channels are left alone.
  ///
  /// @throws AssertionError when a change does not follow on what is known
  public void take(JsonNode message) {
    String op = message.path("op").asString();
    if (op.equals("snapshot") && message.path("last").asBoolean()) {
      snapshots++;
    }
    if (op.equals("snapshot") || op.equals("delta")) {
      message.path("rows").forEach(this::row);
    }
  }

  private void row(JsonNode row) {
    String key = row.path("key").asString();
    long from = row.path("from").asLong();
    long known = seqs.getOrDefault(key, 0L);
    dropped += row.path("dropped").asLong(0);
    if (from != 0 && from != known) {
      throw new AssertionError("a row must follow on %d, was %s".formatted(known, row));
    }
    if (row.has("patch")) {
      JsonNode before = documents.get(key);
      if (before == null) {
        throw new AssertionError("a change must follow on a value, was " + row);
      }
      JsonNode patch = row.path("patch");
      documents.put(
          key,
          patch instanceof ArrayNode
              ? JsonPatch.apply(before, patch)
              : MergePatch.apply(before, patch));
    } else if (row.has("deleted")) {
      documents.remove(key);
    } else {
      documents.put(key, row.path("data"));
      events.add(row.path("data"));
    }
    seqs.put(key, row.path("seq").asLong());
  }

  /// The newest document of each key.
  public Map<String, JsonNode> documents() {
    return documents;
  }

  /// The newest document of a key; a missing node when there is none.
  public JsonNode document(String key) {
    return documents.getOrDefault(key, MissingNode.getInstance());
  }

  /// Whole values in the order in which they came.
  public List<JsonNode> events() {
    return events;
  }

  /// Number of the newest update of each key.
  public Map<String, Long> seqs() {
    return seqs;
  }

  /// Updates that the gateway says it has dropped.
  public long dropped() {
    return dropped;
  }

  /// Snapshots that came to their end.
  public int snapshots() {
    return snapshots;
  }

  /// A message as a tree.
  public static JsonNode parse(String text) {
    return Documents.parse(text);
  }
}
