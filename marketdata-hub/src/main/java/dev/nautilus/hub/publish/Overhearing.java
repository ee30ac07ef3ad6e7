package dev.nautilus.hub.publish;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Echo;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.lead.Lease;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// What a hub that stands by hears on the bus: all that the leader publishes, under the leader's
/// versions. It keeps the cache warm, and whoever listens here is told. A hub that leads, or that
/// has no other beside it, hears nothing of it.
///
/// It begins only when what this hub held as a leader is forgotten, or a snapshot would be
/// forgotten with it.
///
/// **Threads** The bus's; a thread of its own subscribes when this hub begins to stand by and ends
/// the subscriptions when it leads.
final class Overhearing implements SmartLifecycle {
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Logger log = LoggerFactory.getLogger(Overhearing.class);

  private final BusLink link;
  private final PublishedStates states;
  private final Desk desk;
  private final List<Echo> echoes;
  private final Lease lease;
  private final List<Subscription> open = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  /// @param echoes who else is told
  Overhearing(BusLink link, PublishedStates states, Desk desk, List<Echo> echoes, Lease lease) {
    this.link = link;
    this.states = states;
    this.desk = desk;
    this.echoes = List.copyOf(echoes);
    this.lease = lease;
  }

  @Override
  public void start() {
    running = true;
    if (lease.isShared()) {
      link.client()
          .ifPresent(client -> Thread.ofVirtual().name("overhear").start(() -> run(client)));
    }
  }

  private void run(DualBusClient client) {
    try {
      do {
        if (!lease.standsBy()) {
          close();
        } else if (open.isEmpty()) {
          subscribe(client);
        }
      } while (!stopped.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void subscribe(DualBusClient client) {
    try {
      for (ServedType type : ServedType.values()) {
        open.add(subscribe(client, type.handle()));
      }
    } catch (BusException e) {
      log.warn("Cannot hear yet what the leader publishes: {}", e.getMessage());
      close();
    }
  }

  private <P extends MarketDatum> Subscription subscribe(
      DualBusClient client, MessageType<P> type) {
    return client.subscribe(
        type,
        this::take,
        PublishedStates.TYPES.contains(type)
            ? SubscriptionOptions.DEFAULTS.withSnapshot()
            : SubscriptionOptions.DEFAULTS);
  }

  private void take(Message<? extends MarketDatum> message) {
    MarketDatum datum = message.payload();
    if (!lease.standsBy() || datum.provenance().version() == 0) {
      return;
    }
    states.note(datum);
    desk.recall(datum);
    if (!message.envelope().snapshot()) {
      echoes.forEach(echo -> echo.heard(datum));
    }
  }

  private void close() {
    open.forEach(Subscription::close);
    open.clear();
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
