package dev.nautilus.bus.lettuce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nautilus.bus.codec.Frame;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A stream entry in hand: a frame, and how many of its messages are not done yet. Confined to the
/// reading thread.
final class Entry {
  private final String stream;
  private final String id;
  private final Frame frame;
  private final boolean redelivered;
  private final Set<Integer> moved;
  private int open;

  /// @param moved which of its messages are dead letters already, moved by a predecessor
  Entry(String stream, String id, Frame frame, boolean redelivered, Set<Integer> moved) {
    this.stream = stream;
    this.id = id;
    this.frame = frame;
    this.redelivered = redelivered;
    this.moved = new HashSet<>(moved);
    this.open = frame.count();
  }

  /// The frame of a stream entry, or what a foreign entry holds instead, as text.
  static byte[] bytes(Map<String, byte[]> body) {
    byte[] frame = body.get(GroupReader.FIELD);
    if (frame != null) {
      return frame;
    }
    StringBuilder text = new StringBuilder();
    body.forEach(
        (name, value) ->
            text.append(name).append('=').append(new String(value, UTF_8)).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  /// Picks an entry's own out of marks like `17-0/3`.
  static Set<Integer> indexesOf(String id, Set<String> marks) {
    return marks.stream()
        .filter(mark -> mark.startsWith(id + "/"))
        .map(mark -> Integer.valueOf(mark.substring(id.length() + 1)))
        .collect(Collectors.toSet());
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

  /// The stream its messages were published to: the same, unless it was read among retries.
  String home() {
    return StreamNames.home(stream);
  }

  boolean isMoved(int index) {
    return moved.contains(index);
  }

  /// A message is among the dead letters, while others of the entry are still open.
  void moved(int index) {
    moved.add(index);
  }

  /// Which of its messages are dead letters.
  Set<Integer> moved() {
    return moved;
  }

  /// Whether but one message is still to be done.
  boolean isOnLast() {
    return open == 1;
  }

  /// One message is done; true when it was the last one.
  boolean doneOne() {
    open--;
    return open == 0;
  }
}
