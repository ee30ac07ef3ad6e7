package dev.nautilus.bus.lettuce;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frames of one stream that Redis has not confirmed, oldest first. Guarded by its
/// [StreamBuffer].
final class FrameWindow {
  /// Bytes of the frames that are on their way at once: Redis takes them in one transaction, and
  /// does nothing else meanwhile.
  private static final int MOST = 1 << 20;

  private final ArrayDeque<OutgoingFrame> frames = new ArrayDeque<>();
  private long bytes;

  boolean isEmpty() {
    return frames.isEmpty();
  }

  boolean hasRoom() {
    return bytes < MOST;
  }

  /// Bytes of the messages in them.
  long bytes() {
    return bytes;
  }

  @Nullable OutgoingFrame oldest() {
    return frames.peek();
  }

  List<OutgoingFrame> all() {
    return frames.isEmpty() ? List.of() : List.copyOf(frames);
  }

  /// The oldest that has to be sent; null when all are on their way.
  @Nullable OutgoingFrame toSend() {
    for (OutgoingFrame frame : frames) {
      if (frame.reply() == null) {
        return frame;
      }
    }
    return null;
  }

  void add(OutgoingFrame frame) {
    frames.add(frame);
    bytes += frame.size();
  }

  void remove(OutgoingFrame frame) {
    if (frames.remove(frame)) {
      bytes -= frame.size();
    }
  }

  /// The connection is gone: what was on its way may or may not be stored.
  void lost() {
    frames.forEach(OutgoingFrame::lost);
  }

  /// Takes those whose oldest message was accepted at or before this ticker reading; all of them
  /// when so asked.
  List<OutgoingFrame> take(long acceptedUntil, boolean all) {
    List<OutgoingFrame> taken = new ArrayList<>();
    for (Iterator<OutgoingFrame> each = frames.iterator(); each.hasNext(); ) {
      OutgoingFrame frame = each.next();
      if (all || frame.messages().get(0).acceptedNanos() - acceptedUntil <= 0) {
        each.remove();
        bytes -= frame.size();
        taken.add(frame);
      }
    }
    return taken;
  }
}
