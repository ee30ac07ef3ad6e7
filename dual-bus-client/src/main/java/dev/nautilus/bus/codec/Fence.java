package dev.nautilus.bus.codec;

import dev.nautilus.bus.Priority;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.core.JacksonException;

/// A mark in a stream at which an engine that migrates changes from one world to the other. On a
/// bus it is a message of its own frame, on main Redis an entry; both hold this as JSON.
///
/// @param engine who migrates
/// @param token which of its migrations
/// @param round which attempt to set the fences of that migration; only those of the round that the
///   migration names count
/// @param carried false for the fence itself; true for the mark that follows once all that was
///   native to the other world before its fences has been carried into this one
public record Fence(String engine, String token, String round, boolean carried) {
  /// Name of the message on a bus.
  public static final String TYPE = "fence";

  /// `message_type` of the entry on main Redis.
  public static final String LEGACY_TYPE = "FENCE";

  private static final int VERSION = 1;

  /// Whether a frame is a fence.
  public static boolean isFence(Frame frame) {
    return frame.count() == 1 && frame.typeName(0).equals(TYPE);
  }

  /// Reads the body of a fence.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Fence of(ByteBuffer body) {
    return of(StandardCharsets.UTF_8.decode(body).toString());
  }

  /// Reads what [#json] writes.
  ///
  /// @throws IllegalArgumentException when it is no such text
  public static Fence of(String json) {
    try {
      return PayloadJson.mapper().readValue(json, Fence.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a fence: " + e.getOriginalMessage(), e);
    }
  }

  /// The payload of the entry on main Redis.
  public String json() {
    return PayloadJson.mapper().writeValueAsString(this);
  }

  /// The message on a bus.
  public OutgoingMessage message(Instant sentAt) {
    byte[] body = json().getBytes(StandardCharsets.UTF_8);
    return new OutgoingMessage(
        TYPE, VERSION, body, Priority.NORMAL, "", sentAt, null, null, null, null, false);
  }
}
