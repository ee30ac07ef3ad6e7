package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusAddress.Node;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to each master of a cluster, for what is asked of servers and not of keys: opened
/// by the question that finds none, and closed when the node has no slots any more. Safe for use by
/// many threads, one question at a time.
final class MasterLinks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MasterLinks.class);

  private final RedisLink link;
  private final String subject;
  private final long timeoutMillis = BusOptions.DEFAULTS.commandTimeout().toMillis();
  private final Map<Node, StatefulRedisConnection<String, byte[]>> open = new HashMap<>();

  /// @param subject what is asked about, as errors and CLIENT LIST say it
  /// @throws BusException when there is nobody
  MasterLinks(BusAddress address, String subject) {
    this.subject = subject;
    String name = "nautilus-" + subject.replace(' ', '-');
    this.link = new RedisLink(NettyThreads.SHARED.acquire(), address, BusOptions.DEFAULTS, name);
    try {
      var unused = masters();
    } catch (BusException e) {
      shutdown();
      throw e;
    }
  }

  private Set<Node> masters() {
    try {
      return link.masters();
    } catch (RedisException e) {
      throw new BusException(
          BusException.Reason.OUTCOME_UNKNOWN,
          subject + " at " + link.address() + ": " + e.getMessage(),
          e);
    }
  }

  /// Asks each master the same, without waiting in between.
  ///
  /// @return the answers; nothing of one that does not answer, or refuses
  /// @throws BusException when nobody says who the masters are
  synchronized <T> Map<Node, Optional<T>> askEach(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    Set<Node> masters = masters();
    open.entrySet()
        .removeIf(
            each -> {
              boolean gone = !masters.contains(each.getKey()) || !each.getValue().isOpen();
              if (gone) {
                leave(each.getValue());
              }
              return gone;
            });
    Map<Node, RedisFuture<T>> asked = new LinkedHashMap<>();
    for (Node node : masters) {
      try {
        asked.put(node, question.apply(open.computeIfAbsent(node, link::connect).async()));
      } catch (RedisException e) {
        log.debug("{} of {}", subject, node, e);
      }
    }
    Map<Node, Optional<T>> answers = new LinkedHashMap<>();
    masters.forEach(node -> answers.put(node, answer(node, asked.get(node))));
    return answers;
  }

  private <T> Optional<T> answer(Node node, @Nullable RedisFuture<T> asked) {
    if (asked == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(asked.get(timeoutMillis, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      log.debug("{} of {}", subject, node, e);
      StatefulRedisConnection<String, byte[]> connection = open.get(node);
      if (connection != null && !(e.getCause() instanceof RedisCommandExecutionException)) {
        open.remove(node);
        leave(connection);
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(BusException.Reason.CLOSED, subject + ": interrupted", e);
    }
  }

  private static void leave(StatefulRedisConnection<String, byte[]> connection) {
    connection.closeAsync().exceptionally(failure -> null);
  }

  @Override
  public synchronized void close() {
    open.values().forEach(StatefulRedisConnection::close);
    open.clear();
    shutdown();
  }

  private void shutdown() {
    link.close();
    NettyThreads.SHARED.release();
  }
}
