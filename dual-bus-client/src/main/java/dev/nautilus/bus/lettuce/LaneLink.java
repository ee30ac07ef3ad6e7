package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Lane;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.Scope;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a client has on one lane of a bus: a connection that writes, one that is pushed to, and one
/// for each group it reads as. Lanes share nothing, so that none waits for another.
final class LaneLink implements AutoCloseable {
  private final Identity identity;
  private final Lane lane;
  private final Dispatch dispatch;
  private final InstantSource clock;
  private final RedisLink redis;
  private final FrameWriter writer;
  private final LocalMessages local;
  private final PushReader pushes;
  private final AtomicInteger alone = new AtomicInteger();
  private final Map<Scope, GroupReader> groups = new ConcurrentHashMap<>();

  /// @param dispatch what the lanes of a bus have in common
  LaneLink(Identity identity, Lane lane, RedisLink redis, Dispatch dispatch, InstantSource clock) {
    this.identity = identity;
    this.lane = lane;
    this.redis = redis;
    this.dispatch = dispatch;
    this.clock = clock;
    String suffix = lane == Lane.MAIN ? "" : lane.suffix().replace(':', '-');
    if (!redis.place().isEmpty()) {
      suffix += "-" + redis.place().replaceAll("[{}]", "").replace(':', '-');
    }
    this.writer =
        new FrameWriter(
            redis,
            identity.setup(),
            dispatch.counters(),
            dispatch.server(),
            identity.incarnation(),
            identity.threadName("writer" + suffix),
            lane == Lane.EXPRESS);
    this.local =
        new LocalMessages(
            identity.setup(),
            dispatch.pushed(),
            dispatch.counters(),
            identity.incarnation(),
            clock);
    this.pushes = reader(dispatch.pushed(), "pushes" + suffix, false);
  }

  private PushReader reader(Handlers handlers, String role, boolean alone) {
    long timeout = identity.setup().options().commandTimeout().toMillis();
    return new PushReader(
        redis,
        dispatch.counters(),
        key ->
            new PushedStream(
                key.stream(), writer, handlers, new Notices(key.stream(), local, alone), timeout),
        dispatch::beside,
        identity.threadName(role));
  }

  /// A reader with a connection and a thread of its own: however slow its handlers are, they hold
  /// up nobody else.
  PushReader startAlone(Handlers handlers) {
    PushReader reader = reader(handlers, "slow-" + alone.incrementAndGet(), true);
    reader.start();
    return reader;
  }

  LocalMessages local() {
    return local;
  }

  void start() {
    writer.start();
    pushes.start();
  }

  Lane lane() {
    return lane;
  }

  FrameWriter writer() {
    return writer;
  }

  PushReader pushes() {
    return pushes;
  }

  /// Joins a stream as a member of the scope's group; when this returns the group misses nothing.
  void join(StreamKey key, SubscriptionOptions options) {
    groups
        .computeIfAbsent(options.scope(), this::startGroup)
        .join(key, key.isOfMain() ? startOnMain(options) : options.start());
  }

  /// A group there begins with all that is kept, as those of other engines do; what an instance
  /// reads for itself begins now.
  private static SubscriptionOptions.Start startOnMain(SubscriptionOptions options) {
    return options.scope() == Scope.PER_ENGINE
        ? SubscriptionOptions.Start.ALL
        : SubscriptionOptions.Start.NOW;
  }

  /// All subscriptions are there.
  void settled() {
    groups.values().forEach(GroupReader::settled);
  }

  private GroupReader startGroup(Scope scope) {
    String group = identity.group(scope);
    DeadLetterMove moves = new DeadLetterMove(writer, dispatch.counters(), identity, group, clock);
    GroupDispatch entries =
        new GroupDispatch(
            dispatch.pulled(scope),
            dispatch.counters(),
            moves,
            identity.setup().options(),
            new EntryForm(dispatch.pulled(scope), dispatch.requests()));
    GroupReader reader =
        new GroupReader(
            redis, writer, entries, new GroupReader.Seat(identity, lane, scope), dispatch);
    reader.start();
    return reader;
  }

  CompletableFuture<@Nullable Void> follow(StreamKey key) {
    return pushes.follow(key);
  }

  /// Empty while reading is well, else what is wrong.
  String readingTrouble() {
    for (GroupReader reader : groups.values()) {
      if (!reader.trouble().isEmpty()) {
        return reader.trouble();
      }
    }
    return pushes.trouble();
  }

  /// The server lost its memory: what this lane knows of it is void.
  void serverReplaced() {
    writer.serverReplaced();
    pushes.serverReplaced();
    groups.values().forEach(GroupReader::serverReplaced);
  }

  /// Stops reading and acknowledges what was handled.
  void stopReading() {
    groups.values().forEach(GroupReader::close);
    pushes.close();
  }

  /// Drains what was accepted. Reading must have been stopped.
  @Override
  public void close() {
    writer.close();
  }
}
