package dev.nautilus.engines.websocket.method;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Updates and lanes as tests need them.
final class Fixtures {
  static final Instant AT = Instant.parse("2026-01-05T14:30:00Z");

  private Fixtures() {}

  static Update update(String key, long seq, JsonNode document) {
    return Update.of(new Update.Place(key, seq, seq, AT, seq), () -> document);
  }

  static Update gone(String key, long seq) {
    return Update.gone(new Update.Place(key, seq, seq, AT, seq));
  }

  static Update update(String key, long seq, String json) {
    return update(key, seq, Documents.parse(json));
  }

  /// An event of so many bytes as text.
  static Update ofSize(String key, long seq, int bytes) {
    return update(key, seq, StringNode.valueOf("x".repeat(bytes - 2)));
  }

  static Lane lane(DeltaMode mode, boolean events, int buffer) {
    return new Lane(
        new Lane.Settings("quotes", "quotes", mode, events, DeltaForm.MERGE_PATCH, 0, buffer));
  }

  /// Everything that waits, row by row.
  static List<Row> drain(Lane lane) {
    List<Row> rows = new ArrayList<>();
    while (lane.hasWork()) {
      rows.addAll(lane.next(7).rows());
    }
    return rows;
  }
}
