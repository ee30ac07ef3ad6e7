package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.legacy.LegacyStreams;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything a client has on one bus: its lanes, who wants what, counts.
final class BusLink implements AutoCloseable {
  private final Identity identity;
  private final RedisLink redis;
  private final ServerCare care;
  private final Dispatch dispatch;
  private final InstantSource clock;
  private final String replyChannel;
  private final Subscribing subscribing;
  private final Snapshots snapshots;
  private final Lanes lanes;

  /// Null where there is one node.
  private final @Nullable ClusterCommands cluster;

  private @Nullable CompletableFuture<@Nullable Void> listening;

  BusLink(
      Identity identity,
      ClientResources resources,
      ExecutorService decoder,
      InstantSource clock,
      BusCounters counters) {
    this.identity = identity;
    this.clock = clock;
    var setup = identity.setup();
    this.redis =
        new RedisLink(resources, identity.address(), setup.options(), identity.clientName());
    this.cluster = redis.wholeCluster();
    this.care = new ServerCare(identity, redis.address(), cluster);
    this.dispatch =
        new Dispatch(
            handlers(identity),
            handlers(identity),
            handlers(identity),
            new Requests(counters, decoder, identity.encoding()),
            new SideChannels(),
            counters,
            new BusLeases(identity, redis.timer(), this::call),
            care.watch());
    this.replyChannel =
        StreamNames.replies(identity.server().prefix(), setup.engine(), setup.instance());
    this.lanes = new Lanes(identity, redis, dispatch, clock);
    this.subscribing = new Subscribing(identity, dispatch, lanes, this::await);
    this.snapshots = new Snapshots(identity, dispatch, this, clock);
    counters.gauge(BusMeter.BUFFERED, this, BusLink::bufferedBytes);
  }

  /// @param home the bus that SYSTEM_ALERT travels on
  void start(BusLink home) {
    lanes.start();
    care.onServerReplaced(() -> lanes().forEach(LaneLink::serverReplaced));
    care.start(writer(), this::call, new Alerts(identity, clock, this, home));
  }

  /// The lane of a stream.
  LaneLink lane(StreamKey key) {
    return lanes.of(key);
  }

  /// For what belongs to no stream.
  LaneLink home() {
    return lanes.home();
  }

  private List<LaneLink> lanes() {
    return lanes.all();
  }

  private double bufferedBytes() {
    return lanes().stream().mapToLong(lane -> lane.writer().bufferedBytes()).sum();
  }

  private static Handlers handlers(Identity identity) {
    return new Handlers(identity.encoding(), identity.address().isCluster());
  }

  /// Where commands without a key are sent.
  FrameWriter writer() {
    return home().writer();
  }

  /// Sends a command to the node that has its keys, all in one slot.
  <T> CompletableFuture<T> call(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    return cluster == null ? writer().call(command) : cluster.call(command);
  }

  /// Takes a message, if there is room.
  Admission add(
      MessageType<?> type, OutgoingMessage message, @Nullable CompletableFuture<Published> result) {
    if (care.sheds(message.priority(), counters())) {
      return Admission.SHED;
    }
    StreamKey stream = identity.routes().streamOf(type, message);
    EncodedMessage encoded = EncodedMessage.of(message);
    return lane(stream).writer().add(stream, type.kind(), encoded, result);
  }

  /// Whether nothing that was accepted waits to be confirmed.
  boolean isDrained() {
    return lanes().stream().allMatch(lane -> lane.writer().bufferedBytes() == 0);
  }

  /// By stream the newest entry of ours.
  Map<String, StreamId> lastWritten() {
    Map<String, StreamId> last = new HashMap<>();
    lanes().forEach(lane -> last.putAll(lane.writer().lastWritten()));
    return last;
  }

  /// All subscriptions are there: what nobody wants need not be held back for one to come.
  void settled() {
    lanes().forEach(LaneLink::settled);
  }

  /// Where and as whom this client is.
  Identity identity() {
    return identity;
  }

  /// What this client does about the server.
  ServerCare care() {
    return care;
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
    options.checkFor(type);
    await(care.met());
    care.requireUsable();
    return options.snapshot() && !identity.isOfMain()
        ? snapshots.join(type, handler, options)
        : subscribing.subscribe(type, handler, options);
  }

  /// Offers the present state of a type to whoever joins late.
  <P> Subscription provideSnapshots(MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    SubscriptionOptions.checkSnapshotsOf(type);
    if (identity.isOfMain()) {
      // A group there begins with all that is kept: nobody asks for a snapshot.
      return new ClosingSubscription(type, () -> {});
    }
    return snapshots.provide(type, rows);
  }

  /// Subscribes without a snapshot.
  <P> Subscription attach(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    return subscribing.subscribe(type, handler, options);
  }

  /// Makes sure that replies reach this instance.
  void listenForReplies() {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      if (listening == null || listening.isCompletedExceptionally()) {
        listening = identity.isOfMain() ? readReplies() : home().pushes().listen(replyChannel);
      }
      done = listening;
    }
    await(done);
  }

  /// On main, replies are in a stream that all read; ours name us, or a request of ours.
  private CompletableFuture<@Nullable Void> readReplies() {
    StreamKey stream = StreamKey.ofMain(LegacyStreams.EXPRESS);
    lane(stream).join(stream, SubscriptionOptions.DEFAULTS.perInstance());
    return CompletableFuture.completedFuture(null);
  }

  /// Listens on a channel that carries no stream; returns when what is published from now on comes.
  void listen(String channel) {
    await(home().pushes().listen(channel));
  }

  /// Waits for the answer to a command.
  ///
  /// @throws ReadFailedException when there is none
  <T> T answer(CompletableFuture<T> command) throws InterruptedException {
    try {
      long most = identity.setup().options().commandTimeout().toMillis();
      return command.get(most, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ReadFailedException(redis.address() + " did not answer: " + e.getMessage(), e);
    }
  }

  private void await(CompletableFuture<@Nullable Void> done) {
    try {
      done.get(identity.setup().options().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new BusException(
          BusException.Reason.NOT_SENT,
          "could not subscribe: is Redis up? " + health().detail(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(BusException.Reason.NOT_SENT, "interrupted while subscribing", e);
    }
  }

  BusHealth health() {
    return care.health(lanes());
  }

  BusStatistics statistics() {
    return dispatch.counters().statistics();
  }

  /// Stops reading and acknowledges; what is published still goes out.
  void stopReading() {
    snapshots.close();
    subscribing.close();
    lanes().forEach(LaneLink::stopReading);
    dispatch.leases().leave();
  }

  /// Stops reading, acknowledges, drains what was accepted, disconnects.
  @Override
  public void close() {
    stopReading();
    dispatch.requests().close();
    care.close();
    lanes().forEach(LaneLink::close);
    if (cluster != null) {
      cluster.close();
    }
    redis.close();
  }
}
