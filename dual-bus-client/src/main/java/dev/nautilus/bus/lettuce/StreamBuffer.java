package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What waits to be written to one stream, in order, and the one frame that is on its way.
///
/// Many threads add; the writer alone takes, confirms and expires. A frame that was sent keeps its
/// bytes until Redis has confirmed it, so that sending it again is the same append.
final class StreamBuffer {
  private static final int FRAME_BYTES = 1 << 20;

  private final String stream;
  private final Family family;
  private final EngineType sender;
  private final String instance;
  private final long incarnation;
  private final BusOptions options;

  private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private long lastSequence;
  private long bytes;
  private @Nullable InFlight inFlight;
  private StreamId previous = StreamId.ZERO;
  private boolean announceJump;

  StreamBuffer(
      Family family, EngineType sender, String instance, long incarnation, BusOptions options) {
    this.stream = StreamNames.stream(family);
    this.family = family;
    this.sender = sender;
    this.instance = instance;
    this.incarnation = incarnation;
    this.options = options;
  }

  /// A frame that was, or is about to be, sent.
  ///
  /// @param bytes exactly what goes to Redis, however often
  /// @param first its first sequence
  /// @param messages what is in it
  @SuppressWarnings("ArrayRecordComponent") // never compared, and copying would cost
  record InFlight(byte[] bytes, long first, List<Pending> messages) {
    long last() {
      return first + messages.size() - 1;
    }
  }

  String stream() {
    return stream;
  }

  Family family() {
    return family;
  }

  long incarnation() {
    return incarnation;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty() && inFlight == null;
  }

  /// Takes a message, or returns null when there is no room for it.
  synchronized @Nullable MessageId add(
      OutgoingMessage message, long nowNanos, @Nullable CompletableFuture<Published> result) {
    int size = message.encodedSize();
    if (bytes + size > options.bufferBytes()) {
      return null;
    }
    bytes += size;
    lastSequence++;
    waiting.add(new Pending(message, lastSequence, nowNanos, result));
    return new MessageId(stream, incarnation, lastSequence);
  }

  /// The frame to send now: the unconfirmed one again, else a new one; null when nothing waits.
  synchronized @Nullable InFlight next() {
    if (inFlight == null && !waiting.isEmpty()) {
      List<Pending> messages = new ArrayList<>();
      List<OutgoingMessage> contents = new ArrayList<>();
      int size = 0;
      while (!waiting.isEmpty() && messages.size() < options.frameMessages()) {
        Pending head = waiting.element();
        size += head.message().encodedSize();
        boolean full = size > FRAME_BYTES && !messages.isEmpty();
        boolean hole =
            !messages.isEmpty()
                && head.sequence() != messages.get(messages.size() - 1).sequence() + 1;
        if (full || hole) {
          break;
        }
        messages.add(waiting.remove());
        contents.add(head.message());
      }
      long first = messages.get(0).sequence();
      FrameHeader header =
          new FrameHeader(
              sender,
              instance,
              incarnation,
              first,
              messages.size(),
              previous.millis(),
              previous.sequence());
      inFlight = new InFlight(FrameEncoder.encode(header, contents), first, messages);
    }
    return inFlight;
  }

  /// Id of the newest entry this publisher knows to be in the stream.
  synchronized StreamId previous() {
    return previous;
  }

  /// Whether the next append may jump over sequences that were given up.
  synchronized boolean announcesJump() {
    return announceJump;
  }

  synchronized void announceJump() {
    announceJump = true;
  }

  /// Redis has the frame. Completes its messages on the calling thread.
  ///
  /// @param id where it stands; null when an earlier sending had already put it there
  void confirmed(InFlight frame, @Nullable StreamId id) {
    synchronized (this) {
      inFlight = null;
      announceJump = false;
      if (id != null) {
        previous = id;
      }
      release(frame.messages());
    }
    for (Pending pending : frame.messages()) {
      CompletableFuture<Published> result = pending.result();
      if (result != null) {
        result.complete(
            new Published(
                new MessageId(stream, incarnation, pending.sequence()),
                Published.Outcome.CONFIRMED));
      }
    }
  }

  /// Gives up what has waited longer than the delivery timeout. Returns how many messages.
  int expire(long nowNanos, String why) {
    List<Pending> unknown = new ArrayList<>();
    List<Pending> notSent = new ArrayList<>();
    synchronized (this) {
      long limit = options.deliveryTimeout().toNanos();
      if (inFlight != null && nowNanos - inFlight.messages().get(0).acceptedNanos() >= limit) {
        unknown.addAll(inFlight.messages());
        inFlight = null;
      }
      while (!waiting.isEmpty() && nowNanos - waiting.element().acceptedNanos() >= limit) {
        notSent.add(waiting.remove());
      }
      announceJump |= !unknown.isEmpty() || !notSent.isEmpty();
      release(unknown);
      release(notSent);
    }
    fail(unknown, BusException.Reason.OUTCOME_UNKNOWN, why);
    fail(notSent, BusException.Reason.NOT_SENT, why);
    return unknown.size() + notSent.size();
  }

  /// Gives up everything, at close. Returns how many messages.
  int abandon(String why) {
    List<Pending> unknown = new ArrayList<>();
    List<Pending> notSent;
    synchronized (this) {
      if (inFlight != null) {
        unknown.addAll(inFlight.messages());
        inFlight = null;
      }
      notSent = new ArrayList<>(waiting);
      waiting.clear();
      release(unknown);
      release(notSent);
    }
    fail(unknown, BusException.Reason.OUTCOME_UNKNOWN, why);
    fail(notSent, BusException.Reason.NOT_SENT, why);
    return unknown.size() + notSent.size();
  }

  private void release(List<Pending> gone) {
    for (Pending pending : gone) {
      bytes -= pending.message().encodedSize();
    }
  }

  private void fail(List<Pending> messages, BusException.Reason reason, String why) {
    for (Pending pending : messages) {
      CompletableFuture<Published> result = pending.result();
      if (result != null) {
        result.completeExceptionally(
            new BusException(reason, "message to " + stream + " was not confirmed: " + why));
      }
    }
  }
}
