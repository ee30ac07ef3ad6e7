package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.codec.OutgoingMessage;
import io.lettuce.core.resource.ClientResources;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything a client has on one bus: its lanes, who wants what, counts.
final class BusLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BusLink.class);

  private final Identity identity;
  private final RedisLink redis;
  private final Dispatch dispatch;
  private final InstantSource clock;
  private final String replyChannel;
  private final Map<Lane, LaneLink> lanes = new EnumMap<>(Lane.class);
  private final ServerWatch server;
  private final Upkeep upkeep;
  private final List<Runnable> whenReplaced = new CopyOnWriteArrayList<>();
  private boolean started;
  private @Nullable CompletableFuture<@Nullable Void> listening;

  /// @param home the bus that SYSTEM_ALERT travels on, asked for when there is one
  BusLink(
      Identity identity,
      ClientResources resources,
      ExecutorService decoder,
      InstantSource clock,
      Supplier<BusLink> home) {
    this.identity = identity;
    this.clock = clock;
    var setup = identity.setup();
    Bus bus = identity.bus();
    this.redis =
        new RedisLink(resources, setup.address(bus), setup.options(), identity.clientName());
    BusCounters counters = new BusCounters(setup.meters(), bus, setup.engine());
    this.server =
        new ServerWatch(
            new BusMeta(bus, redis.address(), setup.options().partitions()),
            new Incarnation(bus),
            setup.options().commandTimeout().toMillis());
    this.dispatch =
        new Dispatch(
            new Handlers(counters),
            new Handlers(counters),
            new Handlers(counters),
            new Requests(counters, decoder),
            counters,
            server);
    this.upkeep =
        new Upkeep(
            identity, server, writer(), new Alerts(identity, clock, this, home), this::replaced);
    this.replyChannel = StreamNames.replies(bus, setup.engine(), setup.instance());
    counters.gauge(BusMeter.BUFFERED, this, BusLink::bufferedBytes);
  }

  private void replaced() {
    lanes().forEach(LaneLink::serverReplaced);
    for (Runnable each : whenReplaced) {
      try {
        each.run();
      } catch (RuntimeException e) {
        log.warn("{}: what should follow a replaced server failed", redis.address(), e);
      }
    }
  }

  void onServerReplaced(Runnable listener) {
    whenReplaced.add(listener);
  }

  void start() {
    synchronized (lanes) {
      // The main lane is there since the constructor, for the upkeep.
      lanes.values().forEach(LaneLink::start);
      started = true;
      if (identity.bus() == Bus.ENGINE_LOGIC) {
        // An alert must not wait for a connection to be made.
        lane(Lane.EXPRESS);
      }
    }
    upkeep.start();
  }

  private LaneLink lane(Lane lane) {
    synchronized (lanes) {
      LaneLink known = lanes.get(lane);
      if (known == null) {
        known = new LaneLink(identity, lane, redis, dispatch, clock);
        lanes.put(lane, known);
        if (started) {
          known.start();
        }
      }
      return known;
    }
  }

  private List<LaneLink> lanes() {
    synchronized (lanes) {
      return List.copyOf(lanes.values());
    }
  }

  private double bufferedBytes() {
    return lanes().stream().mapToLong(lane -> lane.writer().bufferedBytes()).sum();
  }

  /// The writer of the main lane, also for commands that belong to no stream.
  FrameWriter writer() {
    return lane(Lane.MAIN).writer();
  }

  /// Takes a message, if there is room.
  Admission add(
      MessageType<?> type, OutgoingMessage message, @Nullable CompletableFuture<Published> result) {
    upkeep.published();
    if (!message.priority().isExpress() && server.memory().level() == MemoryWatch.Level.FULL) {
      counters().increment(BusMeter.SHED);
      return Admission.SHED;
    }
    return writer(type, message.priority()).add(type, message, result);
  }

  /// Why nothing can be sent or read here, whatever is tried; null while something can.
  @Nullable BusException refusal() {
    return server.refusal();
  }

  /// What to tell the caller whose message was not taken.
  BusException refused(MessageType<?> type, Admission admission) {
    String why =
        admission == Admission.SHED
            ? "the bus at %s is full: %s. Publish less, give Redis more maxmemory, or see which group holds its streams by ./nautilus groups list"
                .formatted(redis.address(), server.memory().trouble())
            : "the outgoing buffer of %s is full (%d bytes); %s"
                .formatted(
                    type.family(), identity.setup().options().bufferBytes(), health().detail());
    return new BusException(BusException.Reason.NOT_SENT, why);
  }

  /// The writer of the lane that such a message takes.
  FrameWriter writer(MessageType<?> type, Priority priority) {
    return lane(type.lane(priority)).writer();
  }

  /// What the lanes have in common.
  Dispatch dispatch() {
    return dispatch;
  }

  BusCounters counters() {
    return dispatch.counters();
  }

  Requests requests() {
    return dispatch.requests();
  }

  String replyChannel() {
    return replyChannel;
  }

  /// Registers a handler and makes sure that what is published from now on reaches it.
  <P> Subscription subscribe(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    meetServer();
    boolean pulled = type.family().delivery() == Family.Delivery.PULLED;
    Handlers handlers = pulled ? dispatch.pulled(options.scope()) : dispatch.pushed();
    Subscription subscription = handlers.add(type, handler, options.keys());
    try {
      for (Lane lane : type.lanes()) {
        for (StreamKey key :
            StreamKey.all(type.family(), lane, identity.setup().options().partitions())) {
          if (pulled) {
            lane(lane).join(key, options.scope());
          } else {
            await(lane(lane).follow(key));
          }
        }
      }
      return subscription;
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
  }

  /// Waits until it is known whether this client may use the server at all.
  private void meetServer() {
    await(server.greeted());
    BusException refusal = refusal();
    if (refusal != null) {
      throw refusal;
    }
  }

  /// Makes sure that replies reach this instance.
  void listenForReplies() {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      if (listening == null || listening.isCompletedExceptionally()) {
        listening = lane(Lane.MAIN).pushes().listen(replyChannel);
      }
      done = listening;
    }
    await(done);
  }

  private void await(CompletableFuture<@Nullable Void> done) {
    try {
      done.get(identity.setup().options().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new BusException(
          BusException.Reason.NOT_SENT,
          "could not subscribe at "
              + redis.address()
              + ": is Redis up? "
              + lane(Lane.MAIN).pushes().trouble(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(BusException.Reason.NOT_SENT, "interrupted while subscribing", e);
    }
  }

  BusHealth health() {
    BusException refusal = refusal();
    if (refusal != null) {
      return new BusHealth(BusHealth.Status.DOWN, String.valueOf(refusal.getMessage()));
    }
    for (LaneLink lane : lanes()) {
      String trouble = lane.writer().trouble();
      if (!trouble.isEmpty()) {
        return new BusHealth(
            BusHealth.Status.DOWN, redis.address() + ": " + trouble + "; reconnecting");
      }
    }
    for (LaneLink lane : lanes()) {
      String reading = lane.readingTrouble();
      if (!reading.isEmpty()) {
        return new BusHealth(BusHealth.Status.DEGRADED, redis.address() + ", reading: " + reading);
      }
    }
    String memory = server.memory().trouble();
    if (!memory.isEmpty()) {
      return new BusHealth(BusHealth.Status.DEGRADED, redis.address() + ": " + memory);
    }
    String advice = upkeep.advice();
    return new BusHealth(
        BusHealth.Status.UP, redis.address() + (advice.isEmpty() ? "" : ": " + advice));
  }

  BusStatistics statistics() {
    return dispatch.counters().statistics();
  }

  /// Stops reading, acknowledges, drains what was accepted, disconnects.
  @Override
  public void close() {
    lanes().forEach(LaneLink::stopReading);
    dispatch.requests().close();
    upkeep.close();
    lanes().forEach(LaneLink::close);
    redis.close();
  }
}
