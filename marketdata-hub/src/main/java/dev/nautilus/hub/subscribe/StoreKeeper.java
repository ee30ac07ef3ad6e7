package dev.nautilus.hub.subscribe;

import dev.nautilus.hub.lead.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/// Brings subscriptions back when the hub starts, writes down what changes, and ends those that
/// were not renewed.
final class StoreKeeper implements SmartLifecycle {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(StoreKeeper.class);

  private final Subscriptions subscriptions;
  private final Optional<FollowingStore> store;
  private final TaskScheduler scheduler;
  private final Lease lease;
  private final AtomicBoolean underway = new AtomicBoolean();
  private boolean recalled;
  private boolean failing;
  private @Nullable ScheduledFuture<?> beat;

  /// @param store empty when there is none: subscriptions then end with the hub
  StoreKeeper(
      Subscriptions subscriptions,
      Optional<FollowingStore> store,
      TaskScheduler scheduler,
      Lease lease) {
    this.subscriptions = subscriptions;
    this.store = store;
    this.scheduler = scheduler;
    this.lease = lease;
    if (lease.isShared()) {
      // Whoever is told that a subscription was made must find it with the next leader.
      subscriptions.keepWith(this::tend);
    }
  }

  @Override
  public synchronized void start() {
    if (beat == null) {
      beat = scheduler.scheduleWithFixedDelay(this::beat, BEAT);
    }
  }

  private void beat() {
    if (underway.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("subscriptions")
          .start(
              () -> {
                try {
                  tend();
                } finally {
                  underway.set(false);
                }
              });
    }
  }

  private synchronized void tend() {
    if (!lease.isShared()) {
      subscriptions.expire();
    }
    store.ifPresent(this::tend);
  }

  private void tend(FollowingStore open) {
    try {
      if (!lease.isHeld()) {
        recalled = false;
        subscriptions.mirror(open.all()).forEach(open::put);
        failing = false;
        return;
      }
      if (!recalled) {
        takeOver(open);
        recalled = true;
      }
      if (lease.isShared() && subscriptions.isOneOver()) {
        // A stream of events at another hub may have renewed it.
        subscriptions.lengthen(open.all());
        subscriptions.expire();
      }
      subscriptions.save(
          changes ->
              changes.forEach((id, now) -> now.ifPresentOrElse(open::put, () -> open.remove(id))));
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        failing = true;
        log.warn("Subscriptions cannot be kept at the moment: {}", e.toString());
      }
    }
  }

  /// What the hub before this one wrote down; of several hubs, what it ended is ended here too.
  private void takeOver(FollowingStore open) {
    List<Following> stored = open.all();
    if (!lease.isShared()) {
      subscriptions.recall(stored);
      return;
    }
    subscriptions.mirror(stored).forEach(open::put);
    stored.stream()
        .map(Following::id)
        .filter(id -> subscriptions.find(id).isEmpty())
        .forEach(open::remove);
    log.info("{} subscriptions go on", subscriptions.size());
  }

  @Override
  public synchronized void stop() {
    ScheduledFuture<?> running = beat;
    if (running != null) {
      running.cancel(false);
      beat = null;
      store.ifPresent(this::tend);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return beat != null;
  }
}
