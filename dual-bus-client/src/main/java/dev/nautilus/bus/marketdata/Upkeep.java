package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what is followed alive: renews it at the hub, watches the bus, and after a doubt asks the
/// hub whether what is known is still the newest. Runs only while something is followed.
final class Upkeep implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);

  /// The hub lets go what it has not heard of for a day.
  private static final long RENEWAL_LOOKS = Duration.ofMinutes(10).dividedBy(LOOK);

  private static final long RETRY_LOOKS = Duration.ofSeconds(2).dividedBy(LOOK);
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final DualBusClient bus;
  private final Liveness liveness;
  private final Function<FollowedTopics, CompletionStage<?>> confirm;
  private final ScheduledExecutorService threads;
  private final Set<FollowedTopics> followed = ConcurrentHashMap.newKeySet();

  /// Those about whom the hub could not be asked. It may never have heard of them either: before
  /// the first hub ever listens, nothing is kept for it.
  private final Set<FollowedTopics> unheard = ConcurrentHashMap.newKeySet();

  private final List<Subscription> signs = new ArrayList<>();
  private @Nullable ScheduledFuture<?> looking;
  private boolean closed;
  private long looks;

  /// @param confirm asks the hub about what is followed
  Upkeep(
      DualBusClient bus,
      Liveness liveness,
      Function<FollowedTopics, CompletionStage<?>> confirm,
      ScheduledExecutorService threads) {
    this.bus = bus;
    this.liveness = liveness;
    this.confirm = confirm;
    this.threads = threads;
  }

  synchronized void add(FollowedTopics topics) {
    if (closed) {
      topics.close();
      throw new IllegalStateException("a closed client must not be asked to follow anything");
    }
    followed.add(topics);
    if (looking == null) {
      begin();
    }
    // Types that have no snapshot begin with what the hub knows.
    ask(topics);
  }

  private void begin() {
    signs.add(bus.subscribe(MessageType.SOURCE_SILENT, m -> liveness.silent(m.payload())));
    signs.add(bus.subscribe(MessageType.SOURCE_RESUMED, m -> liveness.resumed(m.payload())));
    signs.add(bus.subscribe(MessageType.DATA_GAP, m -> liveness.gap(m.payload())));
    bus.onServerReplaced(Bus.MARKET_DATA, () -> followed.forEach(FollowedTopics::renew));
    lookAtBus();
    looking =
        threads.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  void remove(FollowedTopics topics) {
    followed.remove(topics);
    unheard.remove(topics);
  }

  private void lookAtBus() {
    liveness.connected(bus.health(Bus.MARKET_DATA).status() != BusHealth.Status.DOWN);
  }

  private void look() {
    try {
      looks++;
      lookAtBus();
      boolean renewAll = looks % RENEWAL_LOOKS == 0;
      for (FollowedTopics topics : followed) {
        if (renewAll || (looks % RETRY_LOOKS == 0 && !topics.isTold())) {
          topics.renew();
        }
      }
      if (liveness.isConnected() && looks % RETRY_LOOKS == 0 && liveness.takeDoubt()) {
        followed.forEach(this::ask);
      }
    } catch (RuntimeException e) {
      log.warn("A look at what is followed failed, looking again: {}", e.toString());
    }
  }

  private void ask(FollowedTopics topics) {
    confirm
        .apply(topics)
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                liveness.stillInDoubt();
                log.debug("The hub could not be asked what is newest: {}", failure.toString());
              }
            });
  }

  @Override
  public void close() {
    List<FollowedTopics> rest;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (looking != null) {
        looking.cancel(false);
      }
      rest = List.copyOf(followed);
    }
    rest.forEach(FollowedTopics::close);
    try {
      signs.forEach(Subscription::close);
    } catch (BusException e) {
      log.debug("The bus was closed before: {}", e.getMessage());
    }
  }
}
