package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
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
import java.util.concurrent.ScheduledExecutorService;

/// Opens connections to one Redis. Lettuce's own reconnecting is off: it replays commands, and what
/// is sent twice must be our decision (delivery rule 9). The thread that owns a connection opens
/// another one when it breaks.
final class RedisLink implements AutoCloseable {
  static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private static final int REQUEST_QUEUE = 16_384;

  private final RedisClient client;

  /// Lettuce copies every push of RESP3 once more; pushes hold no nested arrays, so that the older
  /// protocol reads them as well.
  private final RedisClient pushes;

  private final BusAddress address;

  RedisLink(ClientResources resources, BusAddress address, BusOptions options, String clientName) {
    this.address = address;
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(address.host())
            .withPort(address.port())
            .withSsl(address.tls())
            .withClientName(clientName)
            .withTimeout(options.commandTimeout());
    String password = address.password();
    if (password != null) {
      String user = address.username();
      if (user == null) {
        uri.withPassword(password.toCharArray());
      } else {
        uri.withAuthentication(user, password.toCharArray());
      }
    }
    this.client = RedisClient.create(resources, uri.build());
    client.setOptions(options(options, address, ProtocolVersion.RESP3));
    this.pushes = RedisClient.create(resources, uri.build());
    pushes.setOptions(options(options, address, ProtocolVersion.RESP2));
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

  /// @throws io.lettuce.core.RedisException when there is nobody
  StatefulRedisConnection<String, byte[]> connect() {
    try {
      return client.connect(CODEC);
    } catch (RedisConnectionException e) {
      throw explained(e);
    }
  }

  /// A connection that listens and asks.
  ///
  /// @throws io.lettuce.core.RedisException when there is nobody
  StatefulRedisPubSubConnection<String, byte[]> connectBoth() {
    try {
      return client.connectPubSub(CODEC);
    } catch (RedisConnectionException e) {
      throw explained(e);
    }
  }

  /// @throws io.lettuce.core.RedisException when there is nobody
  StatefulRedisPubSubConnection<String, PooledFrame> connectPubSub(PushCodec codec) {
    try {
      return pushes.connectPubSub(codec);
    } catch (RedisConnectionException e) {
      throw explained(e);
    }
  }

  /// Who is not let in, or not trusted, must not look for a server that is down.
  private RedisConnectionException explained(RedisConnectionException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String said = String.valueOf(cause.getMessage());
      if (cause instanceof RedisCommandExecutionException) {
        String user = address.username() == null ? "default" : address.username();
        return new RedisConnectionException("user '" + user + "' is not let in: " + said, failure);
      }
    }
    return RedisTls.trouble(failure, address)
        .map(trouble -> new RedisConnectionException(trouble, failure))
        .orElse(failure);
  }

  @Override
  public void close() {
    pushes.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
