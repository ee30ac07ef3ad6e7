package dev.nautilus.bus.legacy;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;

/// A mark in a stream that parts what an engine handles at its old side from what it handles at the
/// new one. Written by the bridge: on main an entry of type `fence` whose payload is this in JSON;
/// on a bus a frame of one message of type `fence`, appended and, where the family is pushed,
/// pushed.
///
/// @param token of the migration it belongs to
/// @param closing true for the one behind everything that was carried from before the fences
public record Fence(String token, boolean closing) {
  /// Name of the type on either wire.
  public static final String TYPE = "fence";

  /// The handle for one family.
  public static MessageType<Fence> on(Family family) {
    return MessageType.event(family, TYPE, Fence.class);
  }
}
