package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an operator asks a bus about: one connection, opened anew for each question that finds it
/// broken; of a cluster one to each node that is asked. Safe for use by many threads, one question
/// at a time.
final class OperatorLink implements AutoCloseable {
  private final RedisLink link;
  private final RedisLink node;
  private final String subject;

  /// Null where there is one node to ask.
  private final @Nullable ClusterCommands whole;

  private @Nullable StatefulRedisConnection<String, byte[]> connection;

  /// Asks about whatever is on the bus.
  ///
  /// @param subject what is asked about, as errors and CLIENT LIST say it
  /// @throws BusException when there is nobody
  OperatorLink(BusAddress address, String subject) {
    this(address, subject, "");
  }

  /// Asks about what has the slot of a key.
  ///
  /// @param subject what is asked about, as errors and CLIENT LIST say it
  /// @param key empty for whatever is on the bus
  /// @throws BusException when there is nobody
  OperatorLink(BusAddress address, String subject, String key) {
    this.subject = subject;
    String name = "nautilus-" + subject.replace(' ', '-');
    this.link = new RedisLink(NettyThreads.SHARED.acquire(), address, BusOptions.DEFAULTS, name);
    this.node = link.at(key);
    this.whole = key.isEmpty() ? link.wholeCluster() : null;
    try {
      var unused = commands();
    } catch (RedisException e) {
      shutdown();
      throw unreachable(e);
    }
  }

  /// @throws BusException when the question was not answered
  synchronized <T> T ask(Function<RedisClusterCommands<String, byte[]>, T> question) {
    try {
      return question.apply(commands());
    } catch (RedisException e) {
      StatefulRedisConnection<String, byte[]> open = connection;
      if (open != null && Refusal.isElsewhere(String.valueOf(e.getMessage()))) {
        open.closeAsync().exceptionally(failure -> null);
      }
      throw unreachable(e);
    }
  }

  private RedisClusterCommands<String, byte[]> commands() {
    ClusterCommands cluster = whole;
    if (cluster != null) {
      return connected(cluster).sync();
    }
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open == null || !open.isOpen()) {
      if (open != null) {
        open.close();
      }
      open = node.connect();
      connection = open;
    }
    return open.sync();
  }

  private static StatefulRedisClusterConnection<String, byte[]> connected(ClusterCommands cluster) {
    try {
      return cluster
          .connected()
          .get(BusOptions.DEFAULTS.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new RedisException("no node of the cluster answers: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException("interrupted while connecting", e);
    }
  }

  private BusException unreachable(RedisException cause) {
    return new BusException(
        BusException.Reason.OUTCOME_UNKNOWN,
        subject + " at " + link.address() + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public synchronized void close() {
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open != null) {
      open.close();
    }
    shutdown();
  }

  private void shutdown() {
    if (whole != null) {
      whole.close();
    }
    link.close();
    NettyThreads.SHARED.release();
  }
}
