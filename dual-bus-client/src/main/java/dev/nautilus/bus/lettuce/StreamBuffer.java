package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException.Reason;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.FrameHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What waits to be written to one stream, in order, and the frames that are on their way.
///
/// Many threads add; the writer alone takes, confirms and expires. On a pushed stream the newest of
/// each state is enough while the server is away, and what finds no room is given up and its number
/// used, so that subscribers are told; on a pulled one nothing is conflated and the caller is told.
final class StreamBuffer {
  private static final int FRAME_BYTES = 1 << 20;

  private final PublisherStream names;
  private final BusOptions options;

  private final Backlog waiting = new Backlog();
  private final FrameWindow underWay = new FrameWindow();

  /// The last number given to a frame, or given up.
  private long lastSequence;

  /// The last number of the newest frame.
  private long lastFramed;

  /// Bytes accepted and not yet confirmed.
  private long bytes;

  private StreamId previous = StreamId.ZERO;
  private boolean announceJump;

  StreamBuffer(PublisherStream names, BusOptions options) {
    this.names = names;
    this.options = options;
  }

  String stream() {
    return names.stream();
  }

  StreamKey key() {
    return names.key();
  }

  /// Where the last number of each publisher is.
  String producers() {
    return StreamNames.producers(names.stream());
  }

  /// Our name there.
  byte[] publisher() {
    return names.publisher();
  }

  String channel() {
    return names.channel();
  }

  /// Number of this client.
  long incarnation() {
    return names.incarnation();
  }

  boolean isPushed() {
    return names.key().isPushed();
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty() && underWay.isEmpty();
  }

  /// Takes a message, if there is room.
  ///
  /// @param result told how it ends; null for an offer, which is refused rather than given up
  Admission add(
      EncodedMessage message,
      MessageType.Kind kind,
      long nowNanos,
      @Nullable CompletableFuture<Published> result) {
    Pending next = Pending.of(message, kind, nowNanos, result);
    Pending older;
    boolean room;
    boolean awaited = false;
    synchronized (this) {
      older = waiting.replacedBy(next);
      long more = (long) next.size() - (older == null ? 0 : older.size());
      room = bytes + more <= options.bufferBytes();
      if (room) {
        bytes += more;
        waiting.add(next);
        awaited = !underWay.isEmpty() || (waiting.size() > 1 && !isFull());
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
      return awaited ? Admission.JOINED : Admission.TAKEN;
    }
    older.end(unsent(Published.Outcome.CONFLATED));
    return Admission.REPLACED_OLDER;
  }

  /// The server is away: what is on its way has to be sent again. Returns how many messages a newer
  /// one of their key replaced.
  int away() {
    List<Pending> replaced = List.of();
    synchronized (this) {
      underWay.lost();
      if (isPushed()) {
        replaced = waiting.conflate();
        release(replaced);
      }
    }
    replaced.forEach(each -> each.end(unsent(Published.Outcome.CONFLATED)));
    return replaced.size();
  }

  private Published unsent(Published.Outcome outcome) {
    return new Published(new MessageId(names.stream(), names.incarnation(), 0), outcome);
  }

  /// A frame that has to be sent again; null when there is none.
  synchronized @Nullable OutgoingFrame again() {
    return underWay.toSend();
  }

  /// The new frames to send now, together; none while others are on their way. What gathers
  /// meanwhile makes the next ones fuller.
  ///
  /// @param lingerNanos how long the oldest message waits for others, unless a frame is full
  synchronized List<OutgoingFrame> next(long nowNanos, long lingerNanos) {
    if (!underWay.isEmpty() || waiting.isEmpty()) {
      return List.of();
    }
    List<OutgoingFrame> frames = new ArrayList<>();
    if (isFull() || lingerNanos == 0 || nanosUntilDue(nowNanos, lingerNanos) <= 0) {
      do {
        frames.add(frame(Objects.requireNonNull(waiting.head())));
        // The second frame of a stream says in its header what it follows: the first goes alone.
      } while (isFull() && underWay.hasRoom() && !previous.equals(StreamId.ZERO));
    }
    return frames;
  }

  private boolean isFull() {
    return waiting.size() >= options.frameMessages() || bytes - underWay.bytes() >= FRAME_BYTES;
  }

  /// How long until the oldest message has waited enough; a long time when none waits, or when an
  /// answer comes first.
  synchronized long nanosUntilDue(long nowNanos, long lingerNanos) {
    long accepted = waiting.acceptedNanos();
    return accepted == Long.MAX_VALUE || !underWay.isEmpty()
        ? Long.MAX_VALUE
        : accepted + lingerNanos - nowNanos;
  }

  private OutgoingFrame frame(Pending oldest) {
    Pending head = oldest;
    lastSequence += head.skipped();
    List<Pending> messages = new ArrayList<>(Math.min(waiting.size(), options.frameMessages()));
    int size = 0;
    boolean fits = true;
    while (head != null && fits) {
      messages.add(waiting.take());
      size += head.size();
      head = waiting.head();
      fits =
          head != null
              && head.skipped() == 0
              && size + head.size() <= FRAME_BYTES
              && messages.size() < options.frameMessages();
    }
    long first = lastSequence + 1;
    long before = lastFramed;
    lastSequence += messages.size();
    lastFramed = lastSequence;
    OutgoingFrame frame =
        new OutgoingFrame(names.header(first, messages.size(), previous), before, messages, size);
    underWay.add(frame);
    return frame;
  }

  /// What a heartbeat says: the number of the message to come. Null when nothing of ours is in the
  /// stream yet, so that nobody can miss it. Numbers that were given up are used by then.
  synchronized @Nullable FrameHeader heartbeat() {
    if (previous.equals(StreamId.ZERO)) {
      return null;
    }
    OutgoingFrame oldest = underWay.oldest();
    lastSequence += oldest == null ? waiting.takeSkipped() : 0;
    return names.header(oldest == null ? nextSequence() : oldest.first(), 0, previous);
  }

  /// The number that the next frame will begin with, unless messages are given up before.
  synchronized long nextSequence() {
    return lastSequence + 1;
  }

  /// Id of the newest entry this publisher knows to be in the stream.
  synchronized StreamId previous() {
    return previous;
  }

  /// Whether the next append may jump over numbers that were given up.
  synchronized boolean announcesJump() {
    return announceJump;
  }

  synchronized void announceJump() {
    announceJump = true;
  }

  /// The frames that are not confirmed, oldest first.
  synchronized List<OutgoingFrame> underWay() {
    return underWay.all();
  }

  /// Whether this is the oldest frame that is not confirmed.
  synchronized boolean isOldest(OutgoingFrame frame) {
    return frame.equals(underWay.oldest());
  }

  /// Redis has the frame. Completes its messages on the calling thread.
  ///
  /// @param id where it stands; null when an earlier sending had already put it there
  void confirmed(OutgoingFrame frame, @Nullable StreamId id) {
    synchronized (this) {
      underWay.remove(frame);
      announceJump = false;
      if (id != null) {
        previous = id;
      }
      bytes -= frame.size();
    }
    frame.confirmed(names);
  }

  /// Everything of ours that is in the stream is at or before this entry.
  synchronized void standsAt(StreamId id) {
    previous = id;
  }

  /// Gives up what has waited longer than the delivery timeout. Returns how many messages.
  int expire(long nowNanos, String why) {
    return giveUp(nowNanos - options.deliveryTimeout().toNanos(), false, Reason.NOT_SENT, why);
  }

  /// Gives up everything, for this reason if it was not sent. Returns how many messages.
  int abandon(Reason reason, String why) {
    return giveUp(0, true, reason, why);
  }

  private int giveUp(long acceptedUntil, boolean all, Reason reason, String why) {
    List<Pending> unknown = new ArrayList<>();
    List<Pending> notSent = new ArrayList<>();
    synchronized (this) {
      for (OutgoingFrame frame : underWay.take(acceptedUntil, all)) {
        (frame.isMaybeStored() ? unknown : notSent).addAll(frame.messages());
        bytes -= frame.size();
      }
      List<Pending> waited = all ? waiting.takeAll() : waiting.takeAcceptedUntil(acceptedUntil);
      release(waited);
      notSent.addAll(waited);
      announceJump |= !unknown.isEmpty() || !notSent.isEmpty();
    }
    String text = "message to " + names.stream() + " was not confirmed: " + why;
    unknown.forEach(each -> each.fail(Reason.OUTCOME_UNKNOWN, text));
    notSent.forEach(each -> each.fail(reason, text));
    return unknown.size() + notSent.size();
  }

  private void release(List<Pending> gone) {
    for (Pending pending : gone) {
      bytes -= pending.size();
    }
  }
}
