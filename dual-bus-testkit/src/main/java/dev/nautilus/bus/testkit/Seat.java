package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.message.MarketDatum;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One handler's place at the broker. A type may come on two lanes and so on two threads; the
/// handler gets one message at a time.
final class Seat<P> implements Subscription {
  private final InMemoryDualBus owner;
  private final MessageType<P> type;
  private final MessageHandler<P> handler;
  private final PayloadCodec<P> codec;
  private final SubscriptionOptions options;
  private final @Nullable Mailbox own;
  private final ReentrantLock turns = new ReentrantLock(true);

  /// Version of the snapshot's row of each key; guarded by the turns.
  private final Map<String, Long> rows = new HashMap<>();

  private volatile boolean open = true;

  /// @param own what its thread of its own works off; null when it uses the threads of the lanes
  Seat(
      InMemoryDualBus owner,
      MessageType<P> type,
      MessageHandler<P> handler,
      SubscriptionOptions options,
      @Nullable Mailbox own) {
    this.owner = owner;
    this.type = type;
    this.handler = handler;
    this.codec = PayloadCodecs.of(type);
    this.options = options;
    this.own = own;
  }

  InMemoryDualBus owner() {
    return owner;
  }

  SubscriptionOptions options() {
    return options;
  }

  @Nullable Mailbox own() {
    return own;
  }

  boolean isOpen() {
    return open;
  }

  boolean wants(Posted posted) {
    return options.keys().isEmpty() || options.keys().contains(posted.envelope().key());
  }

  /// Puts a message before the handler.
  ///
  /// @return false when the row of a snapshot said as much already, and the handler was not called
  boolean hand(Posted posted, boolean redelivered) throws Exception {
    P payload = decode(posted);
    turns.lockInterruptibly();
    try {
      if (isOld(posted, payload)) {
        return false;
      }
      handler.handle(new Message<>(type, payload, posted.envelope(redelivered)));
      return true;
    } finally {
      turns.unlock();
    }
  }

  private boolean isOld(Posted posted, P payload) {
    long version = payload instanceof MarketDatum datum ? datum.provenance().version() : 0;
    if (version == 0) {
      return false;
    }
    if (posted.envelope().snapshot()) {
      rows.put(posted.envelope().key(), version);
      return false;
    }
    return version <= rows.getOrDefault(posted.envelope().key(), 0L);
  }

  private P decode(Posted posted) {
    if (posted.type().version() != type.version()) {
      throw new UnreadableException(
          "%s came in version %d, this engine reads version %d: update it"
              .formatted(type.name(), posted.type().version(), type.version()));
    }
    try {
      return codec.decode(posted.bodyToRead());
    } catch (RuntimeException e) {
      throw new UnreadableException(type.name() + " cannot be decoded: " + e, e);
    }
  }

  @Override
  public MessageType<P> type() {
    return type;
  }

  @Override
  public void close() {
    open = false;
    owner.leave(this);
    if (own != null) {
      own.stop();
    }
  }
}
