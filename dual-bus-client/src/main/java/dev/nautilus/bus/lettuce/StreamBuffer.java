package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What waits to be written to one stream, in order, and the one frame that is on its way.
///
/// Many threads add; the writer alone takes, confirms and expires. On a pushed stream the newest of
/// each state is enough while the server is away, and what finds no room is given up and its number
/// used, so that subscribers are told; on a pulled one nothing is conflated and the caller is told.
/// A frame that was sent keeps its bytes until Redis has confirmed it, so that sending it again is
/// the same append.
final class StreamBuffer {
  private static final int FRAME_BYTES = 1 << 20;

  private final String stream;
  private final StreamKey key;
  private final EngineType sender;
  private final String instance;
  private final long incarnation;
  private final BusOptions options;

  private final Backlog waiting = new Backlog();

  /// The last number given to a frame, or given up.
  private long lastSequence;

  private long bytes;
  private @Nullable InFlight inFlight;
  private StreamId previous = StreamId.ZERO;
  private boolean announceJump;

  StreamBuffer(
      StreamKey key, EngineType sender, String instance, long incarnation, BusOptions options) {
    this.stream = key.stream();
    this.key = key;
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

  StreamKey key() {
    return key;
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

  /// Takes a message, if there is room.
  ///
  /// @param result told how it ends; null for an offer, which is refused rather than given up
  Admission add(
      OutgoingMessage message,
      MessageType.Kind kind,
      long nowNanos,
      @Nullable CompletableFuture<Published> result) {
    Pending next = new Pending(message, kind, 0, nowNanos, result);
    Pending older;
    boolean room;
    synchronized (this) {
      older = waiting.replacedBy(next);
      long more = (long) next.size() - (older == null ? 0 : older.size());
      room = bytes + more <= options.bufferBytes();
      if (room) {
        bytes += more;
        waiting.add(next);
      } else if (result != null && isPushed()) {
        waiting.skip(1);
      }
    }
    if (!room) {
      if (result == null || !isPushed()) {
        return Admission.FULL;
      }
      result.complete(unsent(Published.Outcome.DROPPED));
      return Admission.DROPPED;
    }
    if (older == null) {
      return Admission.TAKEN;
    }
    conflated(List.of(older));
    return Admission.REPLACED_OLDER;
  }

  /// The server is away. Returns how many messages a newer one of their key replaced.
  int away() {
    List<Pending> replaced = List.of();
    if (isPushed()) {
      synchronized (this) {
        replaced = waiting.conflate();
        release(replaced);
      }
    }
    conflated(replaced);
    return replaced.size();
  }

  private void conflated(List<Pending> replaced) {
    for (Pending each : replaced) {
      CompletableFuture<Published> result = each.result();
      if (result != null) {
        result.complete(unsent(Published.Outcome.CONFLATED));
      }
    }
  }

  private Published unsent(Published.Outcome outcome) {
    return new Published(new MessageId(stream, incarnation, 0), outcome);
  }

  boolean isPushed() {
    return key.isPushed();
  }

  /// The frame to send now: the unconfirmed one again, else a new one; null when nothing waits.
  synchronized @Nullable InFlight next() {
    Pending head = inFlight == null ? waiting.head() : null;
    if (head != null) {
      lastSequence += head.skipped();
      List<Pending> messages = new ArrayList<>();
      List<OutgoingMessage> contents = new ArrayList<>();
      int size = 0;
      boolean fits = true;
      while (head != null && fits) {
        messages.add(waiting.take());
        contents.add(head.message());
        size += head.size();
        head = waiting.head();
        fits =
            head != null
                && head.skipped() == 0
                && size + head.size() <= FRAME_BYTES
                && messages.size() < options.frameMessages();
      }
      long first = lastSequence + 1;
      lastSequence += messages.size();
      inFlight =
          new InFlight(
              FrameEncoder.encode(header(first, messages.size()), contents), first, messages);
    }
    return inFlight;
  }

  private FrameHeader header(long first, int count) {
    return new FrameHeader(
        sender, instance, incarnation, first, count, previous.millis(), previous.sequence());
  }

  /// What a heartbeat says: the number of the message to come. Null when nothing of ours is in the
  /// stream yet, so that nobody can miss it. Numbers that were given up are used by then.
  synchronized @Nullable FrameHeader heartbeat() {
    if (previous.equals(StreamId.ZERO)) {
      return null;
    }
    if (inFlight != null) {
      return header(inFlight.first(), 0);
    }
    lastSequence += waiting.takeSkipped();
    return header(lastSequence + 1, 0);
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
    long sequence = frame.first();
    for (Pending pending : frame.messages()) {
      CompletableFuture<Published> result = pending.result();
      if (result != null) {
        result.complete(
            new Published(
                new MessageId(stream, incarnation, sequence), Published.Outcome.CONFIRMED));
      }
      sequence++;
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
      notSent.addAll(waiting.takeAcceptedUntil(nowNanos - limit));
      announceJump |= !unknown.isEmpty() || !notSent.isEmpty();
      release(unknown);
      release(notSent);
    }
    fail(unknown, BusException.Reason.OUTCOME_UNKNOWN, why);
    fail(notSent, BusException.Reason.NOT_SENT, why);
    return unknown.size() + notSent.size();
  }

  /// Gives up everything, for the reason given if it was never sent. Returns how many messages.
  int abandon(BusException.Reason reason, String why) {
    List<Pending> unknown = new ArrayList<>();
    List<Pending> notSent;
    synchronized (this) {
      if (inFlight != null) {
        unknown.addAll(inFlight.messages());
        inFlight = null;
      }
      notSent = waiting.takeAll();
      release(unknown);
      release(notSent);
    }
    fail(unknown, BusException.Reason.OUTCOME_UNKNOWN, why);
    fail(notSent, reason, why);
    return unknown.size() + notSent.size();
  }

  private void release(List<Pending> gone) {
    for (Pending pending : gone) {
      bytes -= pending.size();
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
