package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// What a movable client subscribes to and provides, at every side it is at. Safe for use by many
/// threads.
final class MovingSubscriptions {
  private final Sides sides;
  private final FenceGate gate;
  private final List<MovingSubscription> all = new CopyOnWriteArrayList<>();
  private final List<MovingSubscription> owned = new CopyOnWriteArrayList<>();
  private volatile long changedAtNanos = System.nanoTime();

  /// Makes the handler that a side is given.
  @FunctionalInterface
  interface Handling<P> {
    MessageHandler<P> at(LettuceDualBus side);
  }

  MovingSubscriptions(Sides sides, FenceGate gate) {
    this.sides = sides;
    this.gate = gate;
  }

  <P> Subscription add(MessageType<P> type, SubscriptionOptions options, Handling<P> handling) {
    return put(
        all,
        new MovingSubscription(
            type,
            options.scope(),
            (mode, side, moved) -> {
              MessageHandler<P> handler = handling.at(side);
              return side.subscribe(
                  type,
                  message -> {
                    if (gate.admits(mode, message)) {
                      handler.handle(message);
                    }
                  },
                  moved ? withoutSnapshot(options) : options);
            },
            all::remove));
  }

  /// The present state, for whoever joins late at the buses.
  <P> Subscription provide(MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    return put(
        owned,
        new MovingSubscription(
            type,
            Scope.PER_ENGINE,
            (mode, side, moved) -> side.provideSnapshots(type, rows),
            owned::remove));
  }

  private Subscription put(List<MovingSubscription> to, MovingSubscription subscription) {
    changedAtNanos = System.nanoTime();
    to.add(subscription);
    try {
      // A side that is opened at this moment finds it in the list.
      for (Map.Entry<EngineMode, LettuceDualBus> side : sides.all().entrySet()) {
        subscription.open(side.getKey(), side.getValue());
      }
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
    changedAtNanos = System.nanoTime();
    return subscription;
  }

  private static SubscriptionOptions withoutSnapshot(SubscriptionOptions options) {
    return new SubscriptionOptions(
        options.scope(),
        options.keys(),
        options.slow(),
        options.capacity(),
        false,
        options.start());
  }

  /// How long there has been no new one.
  long quietNanos() {
    return System.nanoTime() - changedAtNanos;
  }

  List<GroupPlaces.Wish> wishes() {
    return all.stream().map(MovingSubscription::wish).toList();
  }

  void open(EngineMode mode, LettuceDualBus side) {
    all.forEach(each -> each.open(mode, side));
    owned.forEach(each -> each.open(mode, side));
    side.links().forEach(BusLink::settled);
  }

  void close(EngineMode mode) {
    all.forEach(each -> each.close(mode));
    owned.forEach(each -> each.close(mode));
  }
}
