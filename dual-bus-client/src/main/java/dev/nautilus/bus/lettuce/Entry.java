package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.Frame;

/// A stream entry in hand: a frame, and how many of its messages are not done yet. Confined to the
/// reading thread.
final class Entry {
  private final String stream;
  private final String id;
  private final Frame frame;
  private final boolean redelivered;
  private int open;

  Entry(String stream, String id, Frame frame, boolean redelivered) {
    this.stream = stream;
    this.id = id;
    this.frame = frame;
    this.redelivered = redelivered;
    this.open = frame.count();
  }

  String stream() {
    return stream;
  }

  String id() {
    return id;
  }

  Frame frame() {
    return frame;
  }

  boolean redelivered() {
    return redelivered;
  }

  /// One message is done; true when it was the last one.
  boolean doneOne() {
    open--;
    return open == 0;
  }
}
