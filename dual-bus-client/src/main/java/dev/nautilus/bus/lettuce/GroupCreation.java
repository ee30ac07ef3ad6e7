package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.SubscriptionOptions.Start;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Creates an engine's group on the streams it reads.
final class GroupCreation {
  private static final Duration RETRY = Duration.ofMillis(50);

  private final FrameWriter commands;
  private final BusAddress address;
  private final String group;
  private final Duration timeout;

  GroupCreation(FrameWriter commands, BusAddress address, String group, Duration timeout) {
    this.commands = commands;
    this.address = address;
    this.group = group;
    this.timeout = timeout;
  }

  /// When this returns the group exists; a brand-new one begins where it is asked to.
  ///
  /// @throws BusException when it could not be created in time
  void create(String stream, Start start) {
    create(XReadArgs.StreamOffset.from(stream, before(start)));
  }

  /// The id that a group has read up to, in order to begin so.
  static String before(Start start) {
    Instant from = start.from();
    if (from == null) {
      return start.all() ? "0" : "$";
    }
    long millis = from.toEpochMilli();
    return millis <= 0 ? "0" : new StreamId(millis - 1, -1).toString();
  }

  /// The same for a stream of which the group owes everything: a brand-new group starts at 0.
  ///
  /// @throws BusException when it could not be created in time
  void createFromStart(String stream) {
    create(XReadArgs.StreamOffset.from(stream, "0"));
  }

  private void create(XReadArgs.StreamOffset<String> from) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!attempt(from, deadline)) {
      LockSupport.parkNanos(RETRY.toNanos());
    }
  }

  /// False when there is no connection yet and still time to wait for one.
  private boolean attempt(XReadArgs.StreamOffset<String> from, long deadline) {
    try {
      commands
          .call(redis -> create(redis, from))
          .get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisCommandExecutionException refusal) {
        if (String.valueOf(refusal.getMessage()).startsWith("BUSYGROUP")) {
          return true;
        }
        throw unreachable(e);
      }
      if (System.nanoTime() - deadline >= 0) {
        throw unreachable(e);
      }
      return false;
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  /// The server lost its memory, or somebody deleted the group: from 0, because the end would miss
  /// what has come since. Does not wait; the reader finds out.
  void createAgain(String stream) {
    commands
        .call(redis -> create(redis, XReadArgs.StreamOffset.from(stream, "0")))
        .exceptionally(failure -> "exists");
  }

  private RedisFuture<String> create(
      RedisClusterAsyncCommands<String, byte[]> redis, XReadArgs.StreamOffset<String> offset) {
    return redis.xgroupCreate(offset, group, XGroupCreateArgs.Builder.mkstream());
  }

  private BusException unreachable(Exception cause) {
    return new BusException(
        BusException.Reason.NOT_SENT,
        "could not subscribe at " + address + ": is Redis up? " + cause.getMessage(),
        cause);
  }
}
