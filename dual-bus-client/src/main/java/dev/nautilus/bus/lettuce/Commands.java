package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Where commands are sent that must not wait behind a blocking read.
@FunctionalInterface
interface Commands {
  /// Sends a command; the result completes on a bus thread and fails while there is no connection.
  <T> CompletableFuture<T> call(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command);
}
