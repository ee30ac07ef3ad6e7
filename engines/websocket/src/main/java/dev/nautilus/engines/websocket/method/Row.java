package dev.nautilus.engines.websocket.method;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One update on its way to one session.
///
/// @param command what becomes of the key
/// @param from number of the update of this key that the session had before, 0 for none: when it is
///   another one, something was lost
/// @param before the document that the session has; null when it has none, or of an event
/// @param update the value it gets
/// @param dropped updates of this key that were dropped between the two
public record Row(
    Command command, long from, @Nullable JsonNode before, Update update, long dropped) {

  /// What becomes of a key.
  public enum Command {
    /// It comes, with its whole value.
    ADD,
    /// Its value changes.
    UPDATE,
    /// It goes.
    DELETE,
    /// Something happened; there is no value to change.
    EVENT
  }
}
