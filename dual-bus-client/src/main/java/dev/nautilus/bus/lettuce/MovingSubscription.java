package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions.Scope;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// A subscription that outlives the side it was made at. Safe for use by many threads.
final class MovingSubscription implements Subscription {
  private final GroupPlaces.Wish wish;
  private final Opening opening;
  private final Consumer<MovingSubscription> removed;
  private final Map<EngineMode, Subscription> bySide = new EnumMap<>(EngineMode.class);
  private boolean closed;

  /// Makes it at a side.
  @FunctionalInterface
  interface Opening {
    /// Makes it.
    ///
    /// @param moved whether it is open at the other side: then a snapshot would bring nothing new
    Subscription at(EngineMode mode, LettuceDualBus side, boolean moved);
  }

  /// @param removed told when the subscriber closes it
  MovingSubscription(
      MessageType<?> type, Scope scope, Opening opening, Consumer<MovingSubscription> removed) {
    this.wish = new GroupPlaces.Wish(type, scope);
    this.opening = opening;
    this.removed = removed;
  }

  @Override
  public MessageType<?> type() {
    return wish.type();
  }

  GroupPlaces.Wish wish() {
    return wish;
  }

  synchronized void open(EngineMode mode, LettuceDualBus side) {
    if (!closed && !bySide.containsKey(mode)) {
      bySide.put(mode, opening.at(mode, side, !bySide.isEmpty()));
    }
  }

  /// Closes it at a side; no message is handled there afterwards but the one in hand.
  synchronized void close(EngineMode mode) {
    Subscription open = bySide.remove(mode);
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      bySide.values().forEach(Subscription::close);
      bySide.clear();
    }
    removed.accept(this);
  }
}
