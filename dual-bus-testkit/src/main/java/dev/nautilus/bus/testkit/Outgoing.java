package dev.nautilus.bus.testkit;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The sending side of one client on one bus: numbers messages per stream, and keeps them, bounded,
/// while the bus is cut.
final class Outgoing {
  private final long incarnation;
  private final InMemoryBroker broker;
  private final Counts counts;
  private final int bufferBytes;
  private final Map<String, Long> sequences = new HashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int waitingBytes;

  Outgoing(long incarnation, InMemoryBroker broker, Counts counts, int bufferBytes) {
    this.incarnation = incarnation;
    this.broker = broker;
    this.counts = counts;
    this.bufferBytes = bufferBytes;
  }

  /// What a sender adds to a payload.
  record Facts(
      Priority priority,
      @Nullable String correlationId,
      @Nullable String replyTo,
      @Nullable Instant deadline) {}

  /// A message before it has its number.
  record Draft(
      MessageType<?> type,
      ByteBuffer body,
      String key,
      EngineType sender,
      String senderInstance,
      Instant sentAt,
      Facts facts) {
    /// As on the wire.
    private static final int MOST_KEY_BYTES = 1024;

    Draft {
      int length = key.getBytes(StandardCharsets.UTF_8).length;
      if (length > MOST_KEY_BYTES) {
        throw new IllegalArgumentException(
            "key must have at most " + MOST_KEY_BYTES + " bytes, had " + length);
      }
    }
  }

  private record Waiting(Posted posted, @Nullable CompletableFuture<Published> result) {}

  /// Sends a message, or keeps it while the bus is cut; false when there is no room for it.
  synchronized boolean add(Draft draft, @Nullable CompletableFuture<Published> result) {
    boolean cut = broker.isCut(draft.type().bus());
    if (cut && waitingBytes + draft.body().remaining() > bufferBytes) {
      return false;
    }
    waiting.add(new Waiting(stamp(draft), result));
    waitingBytes += draft.body().remaining();
    if (!cut) {
      sendBuffered();
    }
    return true;
  }

  /// Gives a message its identity.
  synchronized Posted stamp(Draft draft) {
    String stream = stream(draft);
    return posted(draft, new MessageId(stream, incarnation, next(stream)), false);
  }

  private long next(String stream) {
    return sequences.merge(stream, 1L, Long::sum);
  }

  /// A row of a snapshot, outside the order of messages.
  Posted row(Draft draft) {
    return posted(draft, new MessageId(stream(draft), incarnation, 0), true);
  }

  /// What a client tells its own subscribers; travels on no stream.
  synchronized Posted local(Draft draft) {
    return posted(draft, new MessageId("local", incarnation, next("local")), false);
  }

  private static String stream(Draft draft) {
    MessageType<?> type = draft.type();
    return "{%s:%s:0}%s"
        .formatted(
            type.bus().prefix(),
            type.family().keyName(),
            type.lane(draft.facts().priority()).suffix());
  }

  private static Posted posted(Draft draft, MessageId id, boolean snapshot) {
    Facts facts = draft.facts();
    return new Posted(
        draft.type(),
        draft.body(),
        new Envelope(
            id,
            draft.sender(),
            draft.senderInstance(),
            draft.sentAt(),
            facts.priority(),
            draft.key(),
            facts.correlationId(),
            facts.replyTo(),
            facts.deadline(),
            null,
            false,
            snapshot));
  }

  void sendBuffered() {
    List<Waiting> sent = new ArrayList<>();
    synchronized (this) {
      for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
        broker.post(next.posted());
        counts.published.increment();
        sent.add(next);
      }
      waitingBytes = 0;
    }
    for (Waiting each : sent) {
      if (each.result() != null) {
        each.result()
            .complete(new Published(each.posted().envelope().id(), Published.Outcome.CONFIRMED));
      }
    }
  }

  void abandon() {
    List<Waiting> unsent;
    synchronized (this) {
      unsent = List.copyOf(waiting);
      waiting.clear();
    }
    for (Waiting each : unsent) {
      counts.refused.increment();
      if (each.result() != null) {
        each.result()
            .completeExceptionally(
                new BusException(BusException.Reason.NOT_SENT, "closed while the bus was cut"));
      }
    }
  }
}
