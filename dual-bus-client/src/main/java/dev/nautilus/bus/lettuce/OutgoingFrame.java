package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A frame that was, or is about to be, sent. It keeps its bytes until Redis has confirmed it, so
/// that sending it again is the same append. Confined to the writer thread.
final class OutgoingFrame {
  private final FrameHeader header;
  private final long before;
  private final List<Pending> messages;
  private final int size;
  private byte @Nullable [] bytes;
  private @Nullable CompletableFuture<byte[]> reply;
  private long sentNanos;
  private boolean maybeStored;

  /// @param header says its first number, and what it follows
  /// @param before the last number of the frame before it; 0 when it is the first
  /// @param messages what is in it
  /// @param size sum of their sizes
  OutgoingFrame(FrameHeader header, long before, List<Pending> messages, int size) {
    this.header = header;
    this.before = before;
    this.messages = messages;
    this.size = size;
  }

  /// Exactly what goes to Redis, however often. Made when first asked for, so that nobody who
  /// publishes waits for it.
  byte[] bytes() {
    byte[] known = bytes;
    if (known == null) {
      List<EncodedMessage> contents = new ArrayList<>(messages.size());
      for (Pending each : messages) {
        contents.add(each.message());
      }
      known = FrameEncoder.frameOf(header, contents);
      bytes = known;
    }
    return known;
  }

  long first() {
    return header.firstSequence();
  }

  long last() {
    return first() + messages.size() - 1;
  }

  long before() {
    return before;
  }

  List<Pending> messages() {
    return messages;
  }

  int size() {
    return size;
  }

  void sent(CompletableFuture<byte[]> underWay, long nowNanos) {
    reply = underWay;
    sentNanos = nowNanos;
    maybeStored = true;
  }

  /// Its answer, to come or here; null when it has to be sent.
  @Nullable CompletableFuture<byte[]> reply() {
    return reply;
  }

  boolean isAnswered() {
    CompletableFuture<byte[]> underWay = reply;
    return underWay != null && underWay.isDone();
  }

  long sentNanos() {
    return sentNanos;
  }

  /// Redis has certainly not stored it: it has to be sent again.
  void notStored() {
    reply = null;
    maybeStored = false;
  }

  /// Whether it is stored is not known: it has to be sent again.
  void lost() {
    reply = null;
  }

  /// Whether it may stand in the stream.
  boolean isMaybeStored() {
    return maybeStored;
  }
}
