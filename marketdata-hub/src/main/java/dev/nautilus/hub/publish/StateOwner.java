package dev.nautilus.hub.publish;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.hub.lead.LeadersPart;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/// The owner of the states the hub publishes: whoever joins late gets them from here, and a bus
/// that has lost its memory gets them again.
final class StateOwner implements LeadersPart {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(StateOwner.class);

  private final BusLink link;
  private final PublishedStates states;
  private final Publisher publisher;
  private final Recollection recollection;
  private final TaskScheduler scheduler;
  private final InstantSource clock;
  private final List<Subscription> owned = new ArrayList<>();
  private volatile boolean running;
  private boolean told;

  /// When to try again.
  record StateClock(TaskScheduler scheduler, InstantSource clock) {}

  StateOwner(
      BusLink link,
      PublishedStates states,
      Publisher publisher,
      Recollection recollection,
      StateClock clocks) {
    this.link = link;
    this.states = states;
    this.publisher = publisher;
    this.recollection = recollection;
    this.scheduler = clocks.scheduler();
    this.clock = clocks.clock();
  }

  @Override
  public void start() {
    running = true;
    link.client()
        .ifPresent(
            client -> {
              if (!told) {
                told = true;
                client.onServerReplaced(Bus.MARKET_DATA, this::bringBack);
              }
              Thread.ofVirtual().name("own-states").start(() -> begin(client));
            });
  }

  private void bringBack() {
    if (running) {
      publisher.publishAgain();
    }
  }

  private void begin(DualBusClient client) {
    try {
      recollection.await();
      own(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void own(DualBusClient client) {
    if (!running || isOwner()) {
      return;
    }
    try {
      while (!isOwner()) {
        owned.add(provide(client, PublishedStates.TYPES.get(owned.size())));
      }
      log.info("Answering who joins {} late", PublishedStates.TYPES);
    } catch (BusException e) {
      log.warn("Cannot answer who joins late yet: {}", e.getMessage());
      var _ =
          scheduler.schedule(
              () -> Thread.ofVirtual().name("own-states").start(() -> own(client)),
              clock.instant().plus(AGAIN));
    }
  }

  private <P extends MarketDatum> Subscription provide(DualBusClient client, MessageType<P> type) {
    return client.provideSnapshots(type, () -> states.of(type, type.payload()));
  }

  /// Whether all states are answered for.
  synchronized boolean isOwner() {
    return owned.size() == PublishedStates.TYPES.size();
  }

  @Override
  public void stop() {
    running = false;
    synchronized (this) {
      owned.forEach(Subscription::close);
      owned.clear();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
