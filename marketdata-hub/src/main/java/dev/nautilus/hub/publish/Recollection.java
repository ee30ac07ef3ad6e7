package dev.nautilus.hub.publish;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// What the hub learns from the bus when it starts: the states that the hub before it published,
/// under the versions they had. The cache begins with those that are still worth something, and
/// whoever joins late is told of all of them.
///
/// They come as a snapshot comes to anybody who joins: from another hub, or, when there is none,
/// from the stream. The hub offers its own states only when this is over: it would answer itself
/// with nothing.
final class Recollection implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Recollection.class);

  private final BusLink link;
  private final PublishedStates states;
  private final Desk desk;
  private final Duration quiet;
  private final Duration longest;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicLong rows = new AtomicLong();
  private volatile boolean running;

  /// @param quiet it is over when no row came for so long
  /// @param longest it is over after this, whatever comes
  Recollection(BusLink link, PublishedStates states, Desk desk, Duration quiet, Duration longest) {
    this.link = link;
    this.states = states;
    this.desk = desk;
    this.quiet = quiet;
    this.longest = longest;
  }

  /// After the term, before anything is published.
  @Override
  public int getPhase() {
    return -500;
  }

  @Override
  public void start() {
    running = true;
    link.client()
        .ifPresentOrElse(
            client -> Thread.ofVirtual().name("recollect").start(() -> recollect(client)),
            over::countDown);
  }

  private void recollect(DualBusClient client) {
    List<Subscription> snapshots = new ArrayList<>();
    try {
      for (MessageType<? extends MarketDatum> type : PublishedStates.TYPES) {
        snapshots.add(subscribe(client, type));
      }
      awaitSilence();
      log.info("Took over {} states from the bus", rows.get());
    } catch (BusException e) {
      log.warn("The bus cannot be asked what was published before: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      snapshots.forEach(Subscription::close);
      over.countDown();
    }
  }

  private <P extends MarketDatum> Subscription subscribe(
      DualBusClient client, MessageType<P> type) {
    return client.subscribe(type, this::take, SubscriptionOptions.DEFAULTS.withSnapshot());
  }

  private void take(Message<? extends MarketDatum> message) {
    if (message.envelope().snapshot()) {
      states.note(message.payload());
      desk.recall(message.payload());
      rows.incrementAndGet();
    }
  }

  private void awaitSilence() throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    long before = -1;
    CountDownLatch never = new CountDownLatch(1);
    while (running && rows.get() != before && System.nanoTime() < end) {
      before = rows.get();
      var _ = never.await(quiet.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// Waits until it is over, or until the time is up.
  void await() throws InterruptedException {
    var _ = over.await(longest.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
