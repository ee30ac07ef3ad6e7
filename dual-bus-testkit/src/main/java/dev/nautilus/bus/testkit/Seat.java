package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.codec.PayloadCodecs;

/// One handler's place at the broker.
final class Seat<P> implements Subscription {
  private final InMemoryDualBus owner;
  private final MessageType<P> type;
  private final MessageHandler<P> handler;
  private final PayloadCodec<P> codec;
  private volatile boolean open = true;

  Seat(InMemoryDualBus owner, MessageType<P> type, MessageHandler<P> handler) {
    this.owner = owner;
    this.type = type;
    this.handler = handler;
    this.codec = PayloadCodecs.of(type);
  }

  InMemoryDualBus owner() {
    return owner;
  }

  boolean isOpen() {
    return open;
  }

  void hand(Posted posted, boolean redelivered) throws Exception {
    if (posted.type().version() != type.version()) {
      throw new UnreadableException(
          "%s came in version %d, this engine reads version %d: update it"
              .formatted(type.name(), posted.type().version(), type.version()));
    }
    P payload;
    try {
      payload = codec.decode(posted.bodyToRead());
    } catch (RuntimeException e) {
      throw new UnreadableException(type.name() + " cannot be decoded: " + e, e);
    }
    handler.handle(new Message<>(type, payload, posted.envelope(redelivered)));
  }

  @Override
  public MessageType<P> type() {
    return type;
  }

  @Override
  public void close() {
    open = false;
    owner.leave(this);
  }
}
