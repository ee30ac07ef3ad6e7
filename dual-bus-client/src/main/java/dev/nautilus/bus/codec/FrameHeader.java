package dev.nautilus.bus.codec;

import dev.nautilus.bus.EngineType;

/// Who sent a frame and where it stands in that publisher's order.
///
/// @param sender the engine that published
/// @param instance which instance of it, 1 to 80 of letters, digits and `._-`
/// @param incarnation random number of the publishing client, new with every start
/// @param firstSequence sequence of the first message, 1 or more; the others follow without a hole.
///   In a frame without messages (a heartbeat) the sequence the next message will have
/// @param count messages in the frame, 0 to 4096
/// @param previousMillis stream id `<millis>-<seq>` of this publisher's previous confirmed frame,
///   first half; 0-0 when there is none
/// @param previousSequence the second half
public record FrameHeader(
    EngineType sender,
    String instance,
    long incarnation,
    long firstSequence,
    int count,
    long previousMillis,
    long previousSequence) {

  public FrameHeader {
    if (!isInstance(instance)) {
      throw new IllegalArgumentException(
          "instance must be 1 to 80 of letters, digits and ._-, had "
              + instance.length()
              + " characters");
    }
    if (count < 0 || count > FrameLayout.MAX_COUNT) {
      throw new IllegalArgumentException(
          "count must be 0 to " + FrameLayout.MAX_COUNT + ", was " + count);
    }
    if (firstSequence < 1 || firstSequence > Long.MAX_VALUE - count) {
      throw new IllegalArgumentException(
          "firstSequence must be 1 or more with room for count, was " + firstSequence);
    }
    if (previousMillis < 0 || previousSequence < 0) {
      throw new IllegalArgumentException(
          "previous id must not be negative, was " + previousMillis + "-" + previousSequence);
    }
  }

  /// A pattern would cost as much as reading the rest of the frame.
  private static boolean isInstance(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 80;
  }
}
