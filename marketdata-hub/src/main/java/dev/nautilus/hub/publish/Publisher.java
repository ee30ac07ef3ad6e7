package dev.nautilus.hub.publish;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import dev.nautilus.hub.desk.Outlet;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.terms.Storage;
import dev.nautilus.message.Bar;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.News;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Sentiment;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Publishes what the desk takes in, each version once. Handing over never waits.
final class Publisher implements Outlet, SmartLifecycle {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  private final BusLink link;
  private final PublishedStates states;
  private final Storage storage;
  private final Lease lease;
  private final MeterRegistry meters;
  private final Map<Family, Lane> lanes = new EnumMap<>(Family.class);

  /// Held while a datum is noted and queued, so that no older one is queued behind it.
  private final Object order = new Object();

  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile boolean running;

  /// @param states kept up to date with what is published
  /// @param storage holds back what may not be stored
  /// @param capacity most data waiting in each lane
  Publisher(
      BusLink link, PublishedStates states, Storage storage, MeterRegistry meters, int capacity) {
    this(link, states, storage, meters, capacity, Lease.forever());
  }

  /// @param lease nothing is published without it, also not what was queued before it was over
  Publisher(
      BusLink link,
      PublishedStates states,
      Storage storage,
      MeterRegistry meters,
      int capacity,
      Lease lease) {
    this.link = link;
    this.lease = lease;
    this.storage = storage;
    this.states = states;
    this.meters = meters;
    link.client()
        .ifPresent(
            client -> {
              for (Family family : new Family[] {Family.TICKS, Family.BARS, Family.REFERENCE}) {
                lanes.put(family, lane(client, family, capacity));
              }
            });
    // At 0 from the start: a rate over the first of them would be lost otherwise.
    for (ServedType type : ServedType.values()) {
      List.of("failed", "dropped", "terms", "standby")
          .forEach(reason -> unpublished(type.wireName(), reason));
    }
  }

  private Counter unpublished(String type, String reason) {
    return Counter.builder(HubMeter.UNPUBLISHED.getName())
        .baseUnit(HubMeter.UNPUBLISHED.getBaseUnit())
        .tag(Tag.TYPE.asString(), type)
        .tag(Tag.REASON.asString(), reason)
        .register(meters);
  }

  @Override
  public void accept(MarketDatum datum) {
    if (link.isEnabled()) {
      synchronized (order) {
        // First: whoever joins after it was published must find it there.
        states.note(datum);
        put(datum);
      }
    }
  }

  private void put(MarketDatum datum) {
    Lane lane = lanes.get(typeOf(datum).family());
    if (lane != null) {
      lane.put(datum);
    }
  }

  /// Publishes all states again, under the versions they have: the bus has lost its memory.
  void publishAgain() {
    int again;
    synchronized (order) {
      List<MarketDatum> all = states.all();
      all.forEach(this::put);
      again = all.size();
    }
    log.warn("The MarketData bus has lost its memory: publishing {} states again", again);
  }

  /// Data that wait to be published.
  int waiting() {
    return lanes.values().stream().mapToInt(Lane::size).sum();
  }

  /// Before whoever brings data.
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    if (!running) {
      running = true;
      lanes.values().forEach(Lane::start);
    }
  }

  @Override
  public void stop() {
    if (running) {
      running = false;
      lanes.values().forEach(lane -> lane.close(LONGEST_CLOSE));
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private Lane lane(DualBusClient client, Family family, int capacity) {
    Lane lane = new Lane(family.keyName(), capacity, each -> publish(client, each), new Count());
    Gauge.builder(HubMeter.PUBLISH_QUEUE.getName(), lane, Lane::size)
        .baseUnit(HubMeter.PUBLISH_QUEUE.getBaseUnit())
        .tag(Tag.FAMILY.asString(), family.keyName())
        .register(meters);
    return lane;
  }

  /// On the lane's thread, which may wait: while the bus cannot be asked nothing is published
  /// anyway.
  private CompletionStage<Published> publish(DualBusClient bus, MarketDatum datum) {
    while (running && lease.isOpen()) {
      try {
        return storage.admits(datum)
            ? send(bus, datum)
            : CompletableFuture.failedStage(new HeldBackException());
      } catch (BusException away) {
        LockSupport.parkNanos(ASK_AGAIN.toNanos());
      }
    }
    return CompletableFuture.failedStage(
        running ? new NotLeadingException() : new IllegalStateException("the hub is stopping"));
  }

  private static CompletionStage<Published> send(DualBusClient bus, MarketDatum datum) {
    return switch (datum) {
      case Tick tick -> bus.publish(MessageType.TICK, tick);
      case Quote quote -> bus.publish(MessageType.QUOTE, quote);
      case Trade trade -> bus.publish(MessageType.TRADE, trade);
      case Level2 book -> bus.publish(MessageType.LEVEL2, book);
      case Nbbo nbbo -> bus.publish(MessageType.NBBO, nbbo);
      case Bar bar -> bus.publish(MessageType.BAR, bar);
      case News news -> bus.publish(MessageType.NEWS, news);
      case Fundamental figures -> bus.publish(MessageType.FUNDAMENTAL, figures);
      case Economic series -> bus.publish(MessageType.ECONOMIC, series);
      case Sentiment sentiment -> bus.publish(MessageType.SENTIMENT, sentiment);
      case CorporateAction action -> bus.publish(MessageType.CORPORATE_ACTION, action);
    };
  }

  private static MessageType<?> typeOf(MarketDatum datum) {
    return switch (datum) {
      case Tick _ -> MessageType.TICK;
      case Quote _ -> MessageType.QUOTE;
      case Trade _ -> MessageType.TRADE;
      case Level2 _ -> MessageType.LEVEL2;
      case Nbbo _ -> MessageType.NBBO;
      case Bar _ -> MessageType.BAR;
      case News _ -> MessageType.NEWS;
      case Fundamental _ -> MessageType.FUNDAMENTAL;
      case Economic _ -> MessageType.ECONOMIC;
      case Sentiment _ -> MessageType.SENTIMENT;
      case CorporateAction _ -> MessageType.CORPORATE_ACTION;
    };
  }

  /// The source's terms forbid to store it, which the bus would do.
  private static final class HeldBackException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  /// Another hub leads by now, and says what is to be said.
  private static final class NotLeadingException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  /// Counts, and logs when publishing begins to fail and when it works again.
  private final class Count implements Lane.Ends {
    @Override
    public void published(MarketDatum datum) {
      if (failing.compareAndSet(true, false)) {
        log.info("Publishing works again");
      }
      Counter.builder(HubMeter.PUBLISHED.getName())
          .baseUnit(HubMeter.PUBLISHED.getBaseUnit())
          .tag(Tag.TYPE.asString(), typeOf(datum).name())
          .register(meters)
          .increment();
    }

    @Override
    public void failed(MarketDatum datum, Throwable why) {
      if (why instanceof HeldBackException) {
        unpublished(datum, "terms");
        return;
      }
      if (why instanceof NotLeadingException) {
        unpublished(datum, "standby");
        return;
      }
      if (failing.compareAndSet(false, true)) {
        log.warn("Publishing fails, beginning with a {}: {}", typeOf(datum).name(), why.toString());
      }
      unpublished(datum, "failed");
    }

    @Override
    public void dropped(MarketDatum datum) {
      unpublished(datum, "dropped");
    }

    private void unpublished(MarketDatum datum, String reason) {
      Publisher.this.unpublished(typeOf(datum).name().toLowerCase(Locale.ROOT), reason).increment();
    }
  }
}
