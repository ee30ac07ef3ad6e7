package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// What a group reads, without a server.
final class Groups {
  static final long LEASE = TimeUnit.SECONDS.toNanos(6);

  private Groups() {}

  static Share share(Family family, int partition) {
    return new Share(
        new StreamKey(family, partition, Lane.MAIN), new NoServer(), "risk", LEASE, false);
  }

  static GroupStream stream(Family family, int partition) {
    return share(family, partition).messages();
  }

  /// A stream of main Redis.
  static GroupStream ofMain(String name) {
    return new Share(StreamKey.ofMain(name), new NoServer(), "risk-group", LEASE, false).messages();
  }

  /// Takes commands and never answers.
  private static final class NoServer implements Commands {
    @Override
    public <T> CompletableFuture<T> call(
        Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
      return new CompletableFuture<>();
    }
  }
}
