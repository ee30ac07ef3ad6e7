package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who wants what, by type name. Types nobody asked for are skipped undecoded.
final class Handlers {
  private final Map<String, List<Registration<?>>> byType = new ConcurrentHashMap<>();
  private final BusCounters counters;

  Handlers(BusCounters counters) {
    this.counters = counters;
  }

  <P> Subscription add(MessageType<P> type, MessageHandler<P> handler) {
    Registration<P> registration = new Registration<>(type, handler, this);
    byType.computeIfAbsent(type.name(), name -> new CopyOnWriteArrayList<>()).add(registration);
    return registration;
  }

  private void remove(Registration<?> registration) {
    List<Registration<?>> same = byType.get(registration.type.name());
    if (same != null) {
      same.remove(registration);
    }
  }

  boolean wants(String typeName) {
    List<Registration<?>> same = byType.get(typeName);
    return same != null && !same.isEmpty();
  }

  /// Hands one message of a frame to everybody who wants it.
  ///
  /// @throws Exception what a handler threw, or what is wrong with the message
  void deliver(Frame frame, int index, String stream, boolean redelivered) throws Exception {
    List<Registration<?>> same = byType.get(frame.typeName(index));
    if (same == null || same.isEmpty()) {
      return;
    }
    Envelope envelope = frame.envelope(index, stream, redelivered);
    for (Registration<?> registration : same) {
      registration.deliver(frame, index, envelope);
      counters.increment(BusMeter.DELIVERED);
    }
  }

  /// Hands a message made here to everybody who wants it.
  <P> void deliverLocal(Message<P> message) throws Exception {
    for (Registration<?> registration : byType.getOrDefault(message.type().name(), List.of())) {
      registration.deliverLocal(message);
    }
  }

  private static final class Registration<P> implements Subscription {
    private final MessageType<P> type;
    private final MessageHandler<P> handler;
    private final PayloadCodec<P> codec;
    private final Handlers owner;

    /// A type that may come on two lanes comes on two threads, and an alert also from the client
    /// itself, but one at a time. Fair, or a backlog on the main lane would keep the express
    /// message out.
    private final @Nullable ReentrantLock turns;

    private volatile boolean open = true;

    Registration(MessageType<P> type, MessageHandler<P> handler, Handlers owner) {
      this.type = type;
      this.handler = handler;
      this.codec = PayloadCodecs.of(type);
      this.owner = owner;
      this.turns = type.lanes().size() > 1 || type.isExpress() ? new ReentrantLock(true) : null;
    }

    void deliver(Frame frame, int index, Envelope envelope) throws Exception {
      if (!open) {
        return;
      }
      if (frame.typeVersion(index) != type.version()) {
        throw new UnreadableMessageException(
            "%s came in version %d, this engine reads version %d: update it"
                .formatted(type.name(), frame.typeVersion(index), type.version()));
      }
      handle(new Message<>(type, decode(frame.body(index)), envelope));
    }

    private void handle(Message<P> message) throws Exception {
      ReentrantLock lock = turns;
      if (lock == null || lock.isHeldByCurrentThread()) {
        handler.handle(message);
        return;
      }
      lock.lockInterruptibly();
      try {
        handler.handle(message);
      } finally {
        lock.unlock();
      }
    }

    private P decode(ByteBuffer body) {
      try {
        return codec.decode(body);
      } catch (RuntimeException e) {
        throw new UnreadableMessageException(type.name() + " cannot be decoded: " + e, e);
      }
    }

    void deliverLocal(Message<?> message) throws Exception {
      if (open) {
        handle(new Message<>(type, type.payload().cast(message.payload()), message.envelope()));
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
