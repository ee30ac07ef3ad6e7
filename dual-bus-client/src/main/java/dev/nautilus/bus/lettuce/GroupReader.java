package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.SubscriptionOptions.Scope;
import dev.nautilus.bus.SubscriptionOptions.Start;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.UnblockType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the streams of a lane as a member of a group, those that are this instance's to read. One
/// thread reads and handles, so that what cannot be handled yet stays in Redis; it keeps the
/// connection, [GroupTurns] does the reading.
final class GroupReader implements AutoCloseable {
  /// The field of an entry that holds the frame.
  static final String FIELD = "f";

  private static final Logger log = LoggerFactory.getLogger(GroupReader.class);

  private final RedisLink link;
  private final FrameWriter commands;
  private final Seat seat;
  private final BusOptions options;
  private final BusCounters counters;
  private final GroupCreation creation;
  private final GroupDispatch dispatch;
  private final Leases leases;
  private final Leases.Reader place;
  private final List<Share> shares = new CopyOnWriteArrayList<>();
  private final Backoff backoff = new Backoff();
  private final Signal work;
  private final Thread thread;

  private volatile boolean closed;
  private volatile long clientId = -1;
  private volatile String trouble = "";

  /// Where a reader sits.
  ///
  /// @param identity who reads
  /// @param lane which lane
  /// @param scope as what: the engine, or the instance alone
  record Seat(Identity identity, Lane lane, Scope scope) {
    BusOptions options() {
      return identity.setup().options();
    }

    Leases.Member member() {
      return new Leases.Member(identity.group(scope), identity.consumer(), options().leaseTime());
    }

    /// Whether all instances read all streams.
    boolean isShared() {
      return lane == Lane.SHARED;
    }

    ReadSize readSize() {
      return identity.isOfMain() ? ReadSize.ofEntries() : ReadSize.ofFrames();
    }

    String threadName() {
      String own = scope == Scope.PER_INSTANCE ? "-own" : "";
      return identity.threadName("groups" + lane.suffix().replace(':', '-') + own);
    }
  }

  GroupReader(
      RedisLink link, FrameWriter commands, GroupDispatch dispatch, Seat seat, Dispatch bus) {
    this.link = link;
    this.commands = commands;
    this.seat = seat;
    this.options = seat.options();
    this.counters = bus.counters();
    this.dispatch = dispatch;
    this.creation =
        new GroupCreation(
            commands, link.address(), seat.member().group(), options.connectTimeout());
    this.thread = new Thread(this::run, seat.threadName());
    this.thread.setDaemon(true);
    this.work = new Signal(thread);
    this.leases = bus.leases().of(seat.scope());
    this.place =
        new Leases.Reader(
            commands::call,
            () -> dispatch.isStuck(options.leaseTime().toNanos() / 3),
            work::raise,
            this::createAgain,
            (share, entries) -> dispatch.trimmed(share.messages(), entries));
  }

  void start() {
    thread.start();
  }

  /// Joins a stream; when this returns the group exists and misses nothing.
  synchronized void join(StreamKey key, Start start) {
    dispatch.subscribed();
    if (shares.stream().anyMatch(share -> share.key().equals(key))) {
      return;
    }
    Share share =
        new Share(key, commands::call, seat.member().group(), options.leaseTime().toNanos());
    // First, so that whoever sees the stream's group may count on the other one.
    creation.createFromStart(share.retries().name());
    creation.create(share.messages().name(), start);
    shares.add(share);
    leases.add(share, place);
  }

  /// All subscriptions are there.
  void settled() {
    dispatch.settled();
    work.raise();
  }

  /// The server lost its memory, and the groups with it. From 0, because what has come since is
  /// ours.
  void serverReplaced() {
    createAgain();
  }

  /// Empty while all is well, else what is wrong.
  String trouble() {
    String reading = trouble;
    return reading.isEmpty() ? leases.trouble() : reading;
  }

  private void run() {
    GroupTurns turns =
        new GroupTurns(new GroupTurns.Parts(seat, dispatch, leases, shares, work), this::unblock);
    while (!closed) {
      try (StatefulRedisConnection<String, byte[]> connection = link.connect()) {
        connected(connection);
        turns.connected(connection);
        while (!closed) {
          turns.take();
        }
        turns.last();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        lost(e);
        LockSupport.parkNanos(closed ? 0 : backoff.nextNanos());
      }
    }
  }

  private void connected(StatefulRedisConnection<String, byte[]> connection) {
    clientId = connection.sync().clientId();
    if (!trouble.isEmpty()) {
      counters.increment(BusMeter.RECONNECTS);
      log.info("reading again from {}", link.address());
    }
    trouble = "";
    backoff.reset();
  }

  /// Ends a read that waits in the server.
  private void unblock() {
    long reader = clientId;
    if (reader >= 0) {
      commands
          .call(redis -> redis.clientUnblock(reader, UnblockType.TIMEOUT))
          .exceptionally(failure -> 0L);
    }
  }

  /// The server lost its memory, or somebody deleted the groups.
  private void createAgain() {
    for (Share share : shares) {
      share.streams().forEach(stream -> creation.createAgain(stream.name()));
    }
  }

  private void lost(RuntimeException cause) {
    clientId = -1;
    if (closed) {
      return;
    }
    counters.increment(BusMeter.FAILED_READS);
    String message = String.valueOf(cause.getMessage());
    if (message.startsWith("NOGROUP")
        || message.startsWith("UNBLOCKED")
        || message.startsWith("ERR no such key")) {
      createAgain();
    }
    if (trouble.isEmpty()) {
      log.warn("{}: {}; reading again soon", link.address(), message);
    }
    trouble = message;
  }

  /// Stops after the entry in hand, acknowledges what was handled, and lets go of its streams, so
  /// that another instance need not wait. Idempotent.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    dispatch.stop();
    work.raise();
    unblock();
    try {
      thread.join(Math.max(1, options.drainTimeout().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Share share : shares) {
      leases.remove(share);
      if (seat.scope() == Scope.PER_INSTANCE) {
        commands.call(redis -> destroy(redis, share)).exceptionally(failure -> 0L);
      }
    }
  }

  /// Nobody else reads as this instance.
  private RedisFuture<Long> destroy(RedisAsyncCommands<String, byte[]> redis, Share share) {
    String group = seat.member().group();
    redis.xgroupDestroy(share.messages().name(), group).exceptionally(failure -> false);
    return redis.del(share.retries().name());
  }
}
