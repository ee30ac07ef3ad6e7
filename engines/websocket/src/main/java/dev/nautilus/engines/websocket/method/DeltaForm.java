package dev.nautilus.engines.websocket.method;

import tools.jackson.databind.JsonNode;

/// How a change of a document is written.
public enum DeltaForm {
  /// An object, RFC 7396.
  MERGE_PATCH,
  /// A list of steps, RFC 6902: for documents that are mostly lists.
  JSON_PATCH;

  /// The change from one document to another.
  public JsonNode between(JsonNode from, JsonNode to) {
    return this == MERGE_PATCH ? MergePatch.between(from, to) : JsonPatch.between(from, to);
  }

  /// The document after a change.
  public JsonNode apply(JsonNode document, JsonNode patch) {
    return this == MERGE_PATCH
        ? MergePatch.apply(document, patch)
        : JsonPatch.apply(document, patch);
  }
}
