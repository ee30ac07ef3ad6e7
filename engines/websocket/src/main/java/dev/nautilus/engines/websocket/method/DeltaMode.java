package dev.nautilus.engines.websocket.method;

/// What a session that is slower than its data gets. **Source** Lightstreamer, *General Concepts*.
public enum DeltaMode {
  /// Everything. What does not fit any more ends the session.
  RAW,
  /// Of each key the newest state, field by field; what came between is skipped.
  MERGE,
  /// Everything up to a number of waiting updates; beyond it the oldest is dropped and counted.
  DISTINCT,
  /// Rows that come, change and go: coming and going is always told, changes of one row that follow
  /// each other become one.
  COMMAND
}
