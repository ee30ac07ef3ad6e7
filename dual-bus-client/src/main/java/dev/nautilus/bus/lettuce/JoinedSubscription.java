package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// A subscription made of several things that end together, the newest first.
final class JoinedSubscription implements Subscription {
  private final MessageType<?> type;
  private final Consumer<Subscription> whenClosed;
  private final Deque<Runnable> ends = new ArrayDeque<>();

  /// @param whenClosed told once
  JoinedSubscription(MessageType<?> type, Consumer<Subscription> whenClosed) {
    this.type = type;
    this.whenClosed = whenClosed;
  }

  synchronized void onClose(Runnable end) {
    ends.push(end);
  }

  @Override
  public MessageType<?> type() {
    return type;
  }

  @Override
  public synchronized void close() {
    while (!ends.isEmpty()) {
      ends.pop().run();
    }
    whenClosed.accept(this);
  }
}
