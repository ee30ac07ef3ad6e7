package dev.nautilus.engines.websocket.method;

import tools.jackson.databind.node.StringNode;

/// Writes rows as the text of a message:
///
/// ```
/// {"op":"snapshot","ch":"quotes","sub":"quotes","rows":[{"key":"AAPL","from":0,"seq":7,"at":"...",
///  "data":{"bid":198.78}}],"last":true}
/// {"op":"delta","ch":"quotes","sub":"quotes","rows":[{"key":"AAPL","from":7,"seq":9,"at":"...",
///  "patch":{"bid":198.79}}]}
/// ```
public final class FrameText {
  private FrameText() {}

  /// The text of a batch. Computes the changes, so it is work for the session's own thread.
  public static String of(Batch batch) {
    Lane.Settings settings = batch.lane().settings();
    StringBuilder text = new StringBuilder(256);
    text.append("{\"op\":\"").append(batch.snapshot() ? "snapshot" : "delta");
    text.append("\",\"ch\":").append(quoted(settings.channel()));
    text.append(",\"sub\":").append(quoted(settings.name())).append(",\"rows\":[");
    String comma = "";
    for (Row row : batch.rows()) {
      text.append(comma);
      append(text, row, settings);
      comma = ",";
    }
    text.append(']');
    if (batch.snapshot()) {
      text.append(",\"last\":").append(batch.last());
    }
    return text.append('}').toString();
  }

  private static void append(StringBuilder text, Row row, Lane.Settings settings) {
    Update update = row.update();
    text.append("{\"key\":").append(quoted(update.key()));
    text.append(",\"from\":").append(row.from()).append(",\"seq\":").append(update.seq());
    text.append(",\"at\":\"").append(update.at()).append('"');
    if (row.dropped() > 0) {
      text.append(",\"dropped\":").append(row.dropped());
    }
    if (settings.mode() == DeltaMode.COMMAND) {
      text.append(",\"cmd\":\"").append(row.command()).append('"');
    }
    switch (row.command()) {
      case ADD, EVENT -> text.append(",\"data\":").append(update.text());
      case UPDATE -> text.append(",\"patch\":").append(change(row, settings.form()));
      case DELETE -> text.append(",\"deleted\":true");
    }
    text.append('}');
  }

  private static String change(Row row, DeltaForm form) {
    var before = row.before();
    if (before == null) {
      throw new IllegalArgumentException("a change must have a document before it, was " + row);
    }
    return row.update().changeFrom(row.from(), before, form);
  }

  /// A text in quotes, as JSON writes it.
  public static String quoted(String text) {
    return Documents.text(StringNode.valueOf(text));
  }
}
