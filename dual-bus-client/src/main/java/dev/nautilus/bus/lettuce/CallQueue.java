package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Commands that others want sent on the writer's connection. Many add; the writer sends.
final class CallQueue {
  private static final int PER_ROUND = 1024;

  private final Queue<Call<?>> waiting = new ConcurrentLinkedQueue<>();

  /// The connection on which a command was not answered in time.
  private volatile @Nullable RedisAsyncCommands<String, byte[]> unanswered;

  private record Call<T>(
      Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command,
      CompletableFuture<T> result) {

    /// @param timedOut told when no answer comes in time
    void send(RedisAsyncCommands<String, byte[]> redis, Runnable timedOut) {
      command
          .apply(redis)
          .whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  result.complete(value);
                } else {
                  if (failure instanceof RedisCommandTimeoutException) {
                    timedOut.run();
                  }
                  result.completeExceptionally(failure);
                }
              });
    }
  }

  /// Adds a command; its result completes on Netty's thread.
  <T> CompletableFuture<T> add(
      Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    CompletableFuture<T> result = new CompletableFuture<>();
    waiting.add(new Call<>(command, result));
    return result;
  }

  /// Whether a command was not answered on this connection: it may be half open, and nothing else
  /// would tell.
  boolean isUnanswered(RedisAsyncCommands<String, byte[]> redis) {
    return redis.equals(unanswered);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Sends what waits, at most a round's worth; returns how many.
  int send(RedisAsyncCommands<String, byte[]> redis) {
    int sent = 0;
    for (Call<?> call = waiting.poll(); call != null; call = waiting.poll()) {
      call.send(redis, () -> unanswered = redis);
      if (++sent == PER_ROUND) {
        break;
      }
    }
    return sent;
  }

  /// Ends what waits.
  void fail(BusException why) {
    for (Call<?> call = waiting.poll(); call != null; call = waiting.poll()) {
      call.result().completeExceptionally(why);
    }
  }
}
