package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.codec.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who wants what, by type name. Types nobody asked for are skipped undecoded.
final class Handlers {
  private final Map<String, List<Registration<?>>> byType = new ConcurrentHashMap<>();
  private final Encoding encoding;
  private final boolean spread;

  /// Grows with each subscription that comes or goes.
  private final AtomicInteger changes = new AtomicInteger();

  Handlers(Encoding encoding) {
    this(encoding, false);
  }

  /// @param spread whether partitions come on threads of their own
  Handlers(Encoding encoding, boolean spread) {
    this.encoding = encoding;
    this.spread = spread;
  }

  /// Opens a payload that does not say itself what its order is kept by; null when nobody wants the
  /// type, or the payload cannot be read.
  @Nullable Opened<?> open(String typeName, ByteBuffer payload) {
    List<Registration<?>> same = byType.getOrDefault(typeName, List.of());
    for (Registration<?> registration : same) {
      return registration.open(payload);
    }
    return null;
  }

  /// A payload that was looked into.
  ///
  /// @param codec by which it was decoded
  /// @param key what its order is kept by
  record Opened<P>(PayloadCodec<P> codec, P payload, String key) {
    /// Whoever handles it need not decode it again.
    void leaveIn(Frame frame) {
      frame.remember(codec, payload);
    }
  }

  /// @param keys only messages of these keys; empty for all
  <P> Subscription add(MessageType<P> type, MessageHandler<P> handler, Set<String> keys) {
    Registration<P> registration = new Registration<>(type, handler, keys, this);
    byType.computeIfAbsent(type.name(), name -> new CopyOnWriteArrayList<>()).add(registration);
    changes.incrementAndGet();
    return registration;
  }

  private void remove(Registration<?> registration) {
    List<Registration<?>> same = byType.get(registration.type.name());
    if (same != null) {
      same.remove(registration);
      changes.incrementAndGet();
    }
  }

  boolean wants(String typeName) {
    List<Registration<?>> same = byType.get(typeName);
    return same != null && !same.isEmpty();
  }

  /// Hands one message of a frame to everybody who wants it; not decoded when nobody does. The
  /// caller counts, and says when the frame ends.
  ///
  /// @return whether anybody wanted it
  /// @throws Exception what a handler threw, or what is wrong with the message
  boolean deliver(Frame frame, int index, String stream, boolean redelivered) throws Exception {
    Registration<?>[] same = wanted(frame, frame.typeIndex(index));
    for (Registration<?> registration : same) {
      registration.deliver(frame, index, stream, redelivered);
    }
    return same.length > 0;
  }

  /// The last message of a frame was delivered: others may have their turn.
  void endFrame(Frame frame) {
    for (int type = 0; type < frame.typeCount(); type++) {
      for (Registration<?> registration : wanted(frame, type)) {
        registration.endTurn();
      }
    }
  }

  /// By index into the frame's type table, looked up once for all frames that have the same.
  private Registration<?>[] wanted(Frame frame, int type) {
    if (frame.attachment() instanceof Wanted known
        && known.of == this
        && known.at == changes.get()) {
      return known.byType[type];
    }
    Wanted fresh = new Wanted(this, changes.get(), new Registration<?>[frame.typeCount()][]);
    for (int i = 0; i < frame.typeCount(); i++) {
      fresh.byType[i] =
          byType.getOrDefault(frame.typeAt(i), List.of()).toArray(new Registration<?>[0]);
    }
    frame.attach(fresh);
    return fresh.byType[type];
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Wanted(Handlers of, int at, Registration<?>[][] byType) {}

  /// Hands a message made here to everybody who wants it.
  <P> void deliverLocal(Message<P> message) throws Exception {
    Exception failed = null;
    for (Registration<?> registration : byType.getOrDefault(message.type().name(), List.of())) {
      try {
        registration.deliverLocal(message);
      } catch (Exception e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static final class Registration<P> implements Subscription {
    private static final long LOOK_MILLIS = 100;

    private final MessageType<P> type;
    private final MessageHandler<P> handler;
    private final Set<String> keys;
    private final PayloadCodec<P> codec;
    private final Handlers owner;

    /// A type that may come on two lanes comes on two threads, on a cluster on many, and an alert
    /// also from the client itself, but one at a time. Fair, or a backlog on the main lane would
    /// keep the express message out.
    private final @Nullable ReentrantLock turns;

    /// Whether the handler runs; guarded by the lock, where there is one.
    private boolean handling;

    private volatile boolean open = true;

    Registration(MessageType<P> type, MessageHandler<P> handler, Set<String> keys, Handlers owner) {
      this.type = type;
      this.handler = handler;
      this.keys = keys;
      this.codec = owner.encoding.of(type);
      this.owner = owner;
      boolean many = owner.spread || type.lanes().size() > 1 || type.isExpress();
      this.turns = many ? new ReentrantLock(true) : null;
    }

    void deliver(Frame frame, int index, String stream, boolean redelivered) throws Exception {
      if (!open || (!keys.isEmpty() && !keys.contains(frame.key(index)))) {
        return;
      }
      if (owner.encoding == Encoding.BUS && frame.typeVersion(index) != type.version()) {
        throw new UnreadableMessageException(
            "%s came in version %d, this engine reads version %d: update it"
                .formatted(type.name(), frame.typeVersion(index), type.version()));
      }
      handle(frame.message(index, type, payload(frame, index), stream, redelivered));
    }

    @Nullable Opened<P> open(ByteBuffer payload) {
      try {
        P decoded = codec.decode(payload);
        return new Opened<>(codec, decoded, type.keyOf(decoded));
      } catch (RuntimeException e) {
        // Whoever is handed the message says what is wrong with it.
        return null;
      }
    }

    private P payload(Frame frame, int index) {
      try {
        return frame.payload(index, codec);
      } catch (RuntimeException e) {
        throw new UnreadableMessageException(type.name() + " cannot be decoded: " + e, e);
      }
    }

    /// Once taken a turn lasts to the end of the frame, unless somebody waits for it.
    private void handle(Message<P> message) throws Exception {
      ReentrantLock lock = turns;
      if (lock != null) {
        boolean held = lock.isHeldByCurrentThread();
        if (held && !handling && lock.hasQueuedThreads()) {
          lock.unlock();
          held = false;
        }
        // A handler that closes its own subscription keeps the turn for good: nobody must wait
        // then.
        while (!held && !lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          if (!open) {
            return;
          }
        }
      }
      boolean nested = handling;
      handling = true;
      try {
        handler.handle(message);
      } finally {
        handling = nested;
      }
    }

    void endTurn() {
      ReentrantLock lock = turns;
      if (lock != null && !handling && lock.isHeldByCurrentThread()) {
        lock.unlock();
      }
    }

    void deliverLocal(Message<?> message) throws Exception {
      if (open) {
        try {
          handle(new Message<>(type, type.payload().cast(message.payload()), message.envelope()));
        } finally {
          endTurn();
        }
      }
    }

    @Override
    public MessageType<?> type() {
      return type;
    }

    @Override
    public void close() {
      open = false;
      owner.remove(this);
    }
  }
}
