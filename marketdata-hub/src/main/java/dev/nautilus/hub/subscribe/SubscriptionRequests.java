package dev.nautilus.hub.subscribe;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.subscribe.Subscriptions.Made;
import dev.nautilus.message.SubscriptionRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/// Takes the subscriptions that engines send over the MarketData bus. What they follow comes back
/// to them over the bus too. A request with the same id renews the subscription.
final class SubscriptionRequests implements SmartLifecycle {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(SubscriptionRequests.class);

  private final Optional<DualBusClient> client;
  private final Subscriptions subscriptions;
  private final TaskScheduler scheduler;
  private final InstantSource clock;
  private volatile boolean running;
  private @Nullable Subscription subscription;

  SubscriptionRequests(
      Optional<DualBusClient> client,
      Subscriptions subscriptions,
      TaskScheduler scheduler,
      InstantSource clock) {
    this.client = client;
    this.subscriptions = subscriptions;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    client.ifPresent(
        bus -> Thread.ofVirtual().name("subscription-requests").start(() -> listen(bus)));
  }

  private synchronized void listen(DualBusClient bus) {
    if (!running || subscription != null) {
      return;
    }
    try {
      subscription = bus.subscribe(MessageType.SUBSCRIPTION_REQUEST, this::take);
    } catch (BusException e) {
      log.warn("Cannot listen to subscription requests yet: {}", e.getMessage());
      var _ =
          scheduler.schedule(
              () -> Thread.ofVirtual().name("subscription-requests").start(() -> listen(bus)),
              clock.instant().plus(AGAIN));
    }
  }

  private void take(Message<SubscriptionRequest> message) {
    SubscriptionRequest request = message.payload();
    String sender = message.envelope().sender() + "/" + message.envelope().senderInstance();
    String id = sender + "/" + request.subscriptionId();
    if (!request.active()) {
      subscriptions.end(id);
      return;
    }
    try {
      List<ServedType> types = request.types().stream().map(SubscriptionRequests::type).toList();
      Following wanted =
          new Following(
              id,
              message.envelope().sender(),
              request.instruments(),
              types,
              subscriptions.leaseEnd());
      if (subscriptions.make(wanted) instanceof Made.Full(String detail)) {
        log.warn("Subscription {} is not taken: {}", id, detail);
      }
    } catch (IllegalArgumentException e) {
      log.warn("Subscription {} makes no sense: {}", id, e.getMessage());
    }
  }

  private static ServedType type(String name) {
    return ServedType.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "types must be among " + ServedType.names() + ", had " + name));
  }

  @Override
  public synchronized void stop() {
    running = false;
    Subscription current = subscription;
    if (current != null) {
      current.close();
      subscription = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
