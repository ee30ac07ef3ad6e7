package dev.nautilus.bench.blocker;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;

/// A small value read over one established connection, each answer awaited.
final class RoundTrips implements Load.Call {
  private static final String HOST = "127.0.0.1";
  private static final String KEY = "bench:blocker";
  private static final String VALUE = "x".repeat(100);

  private final RedisClient redis;
  private final StatefulRedisConnection<String, String> connection;

  /// @param port of a server on loopback
  RoundTrips(int port) {
    redis = RedisClient.create(RedisURI.create(HOST, port));
    connection = redis.connect();
    connection.sync().set(KEY, VALUE);
  }

  @Override
  public void once() {
    if (!VALUE.equals(connection.sync().get(KEY))) {
      throw new IllegalStateException("GET must answer what SET wrote; is somebody else there?");
    }
  }

  @Override
  public void close() {
    connection.close();
    redis.shutdown();
  }
}
