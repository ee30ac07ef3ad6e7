package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A command somebody wants sent on the writer's connection.
///
/// @param command sends it
/// @param result told how it ended, on Netty's thread
record Call<T>(
    Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command,
    CompletableFuture<T> result) {

  void send(RedisAsyncCommands<String, byte[]> redis) {
    command
        .apply(redis)
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(failure);
              }
            });
  }
}
