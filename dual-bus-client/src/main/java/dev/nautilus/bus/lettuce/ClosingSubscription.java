package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;

/// A subscription that has something of its own to close: a thread, or a connection.
final class ClosingSubscription implements Subscription {
  private final MessageType<?> type;
  private final Runnable close;
  private final AtomicBoolean closed = new AtomicBoolean();

  ClosingSubscription(MessageType<?> type, Runnable close) {
    this.type = type;
    this.close = close;
  }

  @Override
  public MessageType<?> type() {
    return type;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      close.run();
    }
  }
}
