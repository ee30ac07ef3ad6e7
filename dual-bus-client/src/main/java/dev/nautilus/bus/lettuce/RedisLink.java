package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusAddress.Node;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens connections to the Redis of an address: to the one node, to whoever is master by the
/// sentinels' word now, or to the node of a cluster that has a slot now. Lettuce's own reconnecting
/// is off: it replays commands, and what is sent twice must be our decision (delivery rule 9). The
/// thread that owns a connection opens another one when it breaks, and so finds a new master.
final class RedisLink implements AutoCloseable {
  static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private static final int REQUEST_QUEUE = 16_384;

  private final RedisClient client;

  /// Lettuce copies every push of RESP3 once more; pushes hold no nested arrays, so that the older
  /// protocol reads them as well.
  private final RedisClient pushes;

  private final BusAddress address;
  private final NodeFinder finder;
  private final Duration timeout;
  private final boolean derived;

  RedisLink(ClientResources resources, BusAddress address, BusOptions options, String clientName) {
    this.address = address;
    this.client = RedisClient.create(resources);
    client.setOptions(options(options, address, ProtocolVersion.RESP3));
    this.pushes = RedisClient.create(resources);
    pushes.setOptions(options(options, address, ProtocolVersion.RESP2));
    this.finder = NodeFinder.of(client, address, options.commandTimeout(), clientName);
    this.timeout = options.commandTimeout();
    this.derived = false;
  }

  private RedisLink(RedisLink from, NodeFinder finder) {
    this.client = from.client;
    this.pushes = from.pushes;
    this.address = from.address;
    this.finder = finder;
    this.timeout = from.timeout;
    this.derived = true;
  }

  /// The same to the node of a cluster that has a key's slot, wherever that moves; closed with this
  /// one. Elsewhere this one.
  RedisLink at(String key) {
    return address.isCluster() ? new RedisLink(this, finder.at(key)) : this;
  }

  /// Commands to any node of a cluster; null where there is no cluster. For the caller to close.
  @Nullable ClusterCommands wholeCluster() {
    return address.isCluster()
        ? new ClusterCommands(
            client.getResources(), finder.seeds(), timeout, RedisTls.options(address, timeout))
        : null;
  }

  /// The key whose node this leads to; empty where there is but one.
  String place() {
    return finder.place();
  }

  private static ClientOptions options(
      BusOptions options, BusAddress address, ProtocolVersion protocol) {
    return ClientOptions.builder()
        .sslOptions(RedisTls.options(address, options.commandTimeout()))
        .protocolVersion(protocol)
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(REQUEST_QUEUE)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .timeoutOptions(TimeoutOptions.enabled(options.commandTimeout()))
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(options.connectTimeout())
                .tcpNoDelay(true)
                .keepAlive(
                    SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(Duration.ofSeconds(5))
                        .interval(Duration.ofSeconds(1))
                        .count(3)
                        .build())
                .build())
        .build();
  }

  BusAddress address() {
    return address;
  }

  /// Runs what is due at a time. Tasks must be short and must not wait.
  ScheduledExecutorService timer() {
    return client.getResources().eventExecutorGroup();
  }

  /// A connection to a node that may be written to.
  ///
  /// @throws io.lettuce.core.RedisException when there is nobody
  StatefulRedisConnection<String, byte[]> connect() {
    return finder.requireMaster(explained(() -> client.connect(CODEC, finder.uri())));
  }

  /// The masters of a cluster that have slots now.
  ///
  /// @throws io.lettuce.core.RedisException when that is not to be found out
  Set<Node> masters() {
    return finder.masters();
  }

  /// A connection to a node of a cluster.
  ///
  /// @throws io.lettuce.core.RedisException when it is not there
  StatefulRedisConnection<String, byte[]> connect(Node node) {
    return explained(() -> client.connect(CODEC, finder.uri(node)));
  }

  /// A connection that listens and asks.
  ///
  /// @throws io.lettuce.core.RedisException when there is nobody
  StatefulRedisPubSubConnection<String, byte[]> connectBoth() {
    return finder.requireMaster(explained(() -> client.connectPubSub(CODEC, finder.uri())));
  }

  /// A connection that listens alone. A replica would do for it: it passes on what its master
  /// publishes.
  ///
  /// @throws io.lettuce.core.RedisException when there is nobody
  StatefulRedisPubSubConnection<String, PooledFrame> connectPubSub(PushCodec codec) {
    // Under the older protocol Lettuce takes a sharded push for the answer to a command.
    RedisClient by = address.isCluster() ? client : pushes;
    return explained(() -> by.connectPubSub(codec, finder.uri()));
  }

  private <C> C explained(Supplier<C> connecting) {
    return explained(connecting, address);
  }

  /// Who is not let in, or not trusted, must not look for a server that is down.
  static <C> C explained(Supplier<C> connecting, BusAddress address) {
    try {
      return connecting.get();
    } catch (RedisConnectionException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof RedisCommandExecutionException) {
          String user = address.username() == null ? "default" : address.username();
          String said = String.valueOf(cause.getMessage());
          throw new RedisConnectionException("user '" + user + "' is not let in: " + said, e);
        }
      }
      throw RedisTls.trouble(e, address)
          .map(trouble -> new RedisConnectionException(trouble, e))
          .orElse(e);
    }
  }

  @Override
  public void close() {
    if (derived) {
      return;
    }
    pushes.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
