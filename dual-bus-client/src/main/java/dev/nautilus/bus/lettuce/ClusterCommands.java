package dev.nautilus.bus.lettuce;

import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commands to whichever node of a cluster has their key: leases, housekeeping, what operators ask.
/// Lettuce finds the node and follows it, and repeats what was not answered: only for what may be
/// done twice, and in any order. One connection to each node. Any thread.
final class ClusterCommands implements Commands, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClusterCommands.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final RedisClusterClient client;
  private @Nullable CompletableFuture<StatefulRedisClusterConnection<String, byte[]>> connecting;

  /// @param uris some nodes
  /// @param tls how connections are encrypted, when the URIs say that they are
  ClusterCommands(
      ClientResources resources, List<RedisURI> uris, Duration timeout, SslOptions tls) {
    this.client = RedisClusterClient.create(resources, uris);
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    options.maintNotificationsConfig(MaintNotificationsConfig.disabled());
    client.setOptions(
        options
            .topologyRefreshOptions(following())
            .nodeFilter(ClusterCommands::isOfUse)
            .validateClusterNodeMembership(false)
            .sslOptions(tls)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).keepAlive(true).build())
            .build());
  }

  /// A master that died and was replaced is a master still to those who live, with no slots: a scan
  /// of the whole cluster would wait for it.
  private static boolean isOfUse(RedisClusterNode node) {
    return !node.is(NodeFlag.FAIL) || !node.getSlots().isEmpty();
  }

  /// How a client of Lettuce's finds out who has taken over.
  static ClusterTopologyRefreshOptions following() {
    return ClusterTopologyRefreshOptions.builder()
        .adaptiveRefreshTriggersTimeout(Duration.ofMillis(500))
        .enablePeriodicRefresh(REFRESH)
        .build();
  }

  /// Connects with the first command; the result completes on Netty's thread.
  @Override
  public <T> CompletableFuture<T> call(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    return connected().thenCompose(open -> command.apply(open.async()).toCompletableFuture());
  }

  /// The connection that all share; not to be closed.
  synchronized CompletableFuture<StatefulRedisClusterConnection<String, byte[]>> connected() {
    CompletableFuture<StatefulRedisClusterConnection<String, byte[]>> known = connecting;
    if (known == null || known.isCompletedExceptionally()) {
      known =
          client
              .refreshPartitionsAsync()
              .thenCompose(done -> client.connectAsync(RedisLink.CODEC))
              .toCompletableFuture();
      connecting = known;
    }
    return known;
  }

  /// INFO memory; of a cluster that of the master which is fullest.
  static RedisFuture<String> memory(RedisClusterAsyncCommands<String, byte[]> redis) {
    if (redis instanceof RedisAdvancedClusterAsyncCommands<String, byte[]> cluster) {
      return new PipelinedRedisFuture<>(
          cluster
              .upstream()
              .commands()
              .info("memory")
              .thenCollect(Collectors.toList())
              .thenApply(
                  all ->
                      all.stream()
                          .max(Comparator.comparingDouble(MemoryWatch::ratioOf))
                          .orElse("")));
    }
    return redis.info("memory");
  }

  @Override
  public void close() {
    // A look at the cluster that is under way when a node dies may never come to its end, and
    // Lettuce waits for it.
    CompletableFuture<Void> closed =
        left()
            .exceptionally(failure -> null)
            .thenCompose(done -> client.shutdownAsync(0, 2, TimeUnit.SECONDS));
    try {
      closed.get(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.debug("connections of the whole cluster are left to end by themselves", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The connection is closed by itself first: the client would close its parts twice, and warn.
  private synchronized CompletableFuture<Void> left() {
    CompletableFuture<StatefulRedisClusterConnection<String, byte[]>> known = connecting;
    return known == null || !known.isDone() || known.isCompletedExceptionally()
        ? CompletableFuture.completedFuture(null)
        : known.join().closeAsync();
  }
}
