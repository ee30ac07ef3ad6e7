package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Published;
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
  private @Nullable String doubt;

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

  /// Whether something in it is urgent.
  boolean isExpress() {
    return messages.stream().anyMatch(each -> each.message().priority().isExpress());
  }

  /// It is stored, but those of its messages that are urgent are not safe for this reason.
  void doubted(String why) {
    doubt = why;
  }

  /// Why they are not; null when they are.
  @Nullable String doubt() {
    return doubt;
  }

  /// Tells whoever waits for its messages. On the calling thread.
  void confirmed(PublisherStream names) {
    long sequence = first();
    String why = doubt;
    for (Pending pending : messages) {
      if (pending.result() != null) {
        MessageId id = new MessageId(names.stream(), names.incarnation(), sequence);
        if (why != null && pending.message().priority().isExpress()) {
          pending.fail(BusException.Reason.OUTCOME_UNKNOWN, "message " + id + ": " + why);
        } else {
          pending.end(new Published(id, Published.Outcome.CONFIRMED));
        }
      }
      sequence++;
    }
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
