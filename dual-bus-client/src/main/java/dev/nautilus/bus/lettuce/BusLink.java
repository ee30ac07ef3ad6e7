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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Everything a client has on one bus: its lanes, who wants what, counts.
final class BusLink implements AutoCloseable {
  private final Identity identity;
  private final RedisLink redis;
  private final Dispatch dispatch;
  private final InstantSource clock;
  private final String replyChannel;
  private final Map<Lane, LaneLink> lanes = new EnumMap<>(Lane.class);

  /// Readers of subscriptions that have a connection of their own.
  private final List<PushReader> alone = new CopyOnWriteArrayList<>();

  /// The one that nearly every message takes, without the lock.
  private volatile @Nullable LaneLink mainLane;

  private boolean started;
  private @Nullable CompletableFuture<@Nullable Void> listening;

  BusLink(
      Identity identity, ClientResources resources, ExecutorService decoder, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
    var setup = identity.setup();
    Bus bus = identity.bus();
    this.redis =
        new RedisLink(resources, setup.address(bus), setup.options(), identity.clientName());
    BusCounters counters = new BusCounters(setup.meters(), bus, setup.engine());
    this.dispatch =
        new Dispatch(
            new Handlers(),
            new Handlers(),
            new Handlers(),
            new Requests(counters, decoder),
            counters,
            new Members(identity));
    this.replyChannel = StreamNames.replies(bus, setup.engine(), setup.instance());
    counters.gauge(BusMeter.BUFFERED, this, BusLink::bufferedBytes);
  }

  void start() {
    synchronized (lanes) {
      started = true;
      lane(Lane.MAIN);
      if (identity.bus() == Bus.ENGINE_LOGIC) {
        // An alert must not wait for a connection to be made.
        lane(Lane.EXPRESS);
      }
    }
  }

  private LaneLink lane(Lane lane) {
    LaneLink main = mainLane;
    if (lane == Lane.MAIN && main != null) {
      return main;
    }
    synchronized (lanes) {
      LaneLink known = lanes.get(lane);
      if (known == null) {
        known = new LaneLink(identity, lane, redis, dispatch, clock);
        lanes.put(lane, known);
        if (lane == Lane.MAIN) {
          mainLane = known;
        }
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
    return writer(type, message.priority()).add(type, message, result);
  }

  /// The writer of the lane that such a message takes.
  FrameWriter writer(MessageType<?> type, Priority priority) {
    return lane(type.lane(priority)).writer();
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
    options.checkFor(type);
    if (type.family().delivery() == Family.Delivery.PULLED) {
      return join(type, handler, options);
    }
    return switch (options.slow()) {
      case SHARED_BLOCK -> follow(type, handler, options);
      case BLOCK -> followAlone(type, handler, options);
      case CONFLATE, DROP_OLDEST -> {
        SlowMailbox<P> mailbox =
            new SlowMailbox<>(
                handler,
                options,
                lane(Lane.MAIN).local(),
                identity.threadName("slow-" + type.name()));
        Subscription shared = follow(type, mailbox, options);
        yield new ClosingSubscription(
            type,
            () -> {
              shared.close();
              mailbox.close();
            });
      }
    };
  }

  private <P> Subscription join(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    Subscription subscription = dispatch.pulled(options.scope()).add(type, handler, options.keys());
    return closedOnFailure(
        subscription, () -> streams(type).forEach(key -> lane(key.lane()).join(key, options)));
  }

  private <P> Subscription follow(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    Subscription subscription = dispatch.pushed().add(type, handler, options.keys());
    return closedOnFailure(
        subscription, () -> streams(type).forEach(key -> await(lane(key.lane()).follow(key))));
  }

  /// Beside the shared reader, which goes on watching for holes and silence.
  private <P> Subscription followAlone(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    Handlers own = new Handlers();
    Subscription registered = own.add(type, handler, options.keys());
    List<PushReader> readers = new ArrayList<>();
    Subscription subscription =
        new ClosingSubscription(
            type,
            () -> {
              registered.close();
              readers.forEach(PushReader::close);
            });
    return closedOnFailure(
        subscription,
        () -> {
          for (Lane lane : type.lanes()) {
            PushReader reader = lane(lane).startAlone(own);
            readers.add(reader);
            alone.add(reader);
            for (StreamKey key : StreamKey.all(type.family(), lane, partitions())) {
              await(lane(lane).follow(key));
              await(reader.follow(key));
            }
          }
        });
  }

  private static Subscription closedOnFailure(Subscription subscription, Runnable start) {
    try {
      start.run();
      return subscription;
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
  }

  private List<StreamKey> streams(MessageType<?> type) {
    List<StreamKey> streams = new ArrayList<>();
    for (Lane lane : type.lanes()) {
      streams.addAll(StreamKey.all(type.family(), lane, partitions()));
    }
    return streams;
  }

  private int partitions() {
    return identity.setup().options().partitions();
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
    return new BusHealth(BusHealth.Status.UP, redis.address().toString());
  }

  BusStatistics statistics() {
    return dispatch.counters().statistics();
  }

  /// Stops reading, acknowledges, drains what was accepted, disconnects.
  @Override
  public void close() {
    alone.forEach(PushReader::close);
    lanes().forEach(LaneLink::stopReading);
    dispatch.members().leave();
    dispatch.requests().close();
    lanes().forEach(LaneLink::close);
    redis.close();
  }
}
