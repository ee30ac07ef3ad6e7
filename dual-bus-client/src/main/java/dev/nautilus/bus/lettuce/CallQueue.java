package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Commands that others want sent on the writer's connection. Many add; the writer sends.
final class CallQueue {
  private static final int PER_ROUND = 1024;

  private final Queue<Call<?>> waiting = new ConcurrentLinkedQueue<>();

  private volatile @Nullable Useless useless;

  /// A connection that is of no use any more.
  ///
  /// @param why a command was not answered in time, or is for another node
  private record Useless(RedisClusterAsyncCommands<String, byte[]> redis, String why) {}

  private record Call<T>(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command,
      CompletableFuture<T> result) {

    /// @param wrong told what makes the connection useless
    void send(RedisClusterAsyncCommands<String, byte[]> redis, Consumer<String> wrong) {
      command
          .apply(redis)
          .whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  result.complete(value);
                } else {
                  String said = String.valueOf(failure.getMessage());
                  if (failure instanceof RedisCommandTimeoutException
                      || Refusal.isElsewhere(said)) {
                    wrong.accept(said);
                  }
                  result.completeExceptionally(failure);
                }
              });
    }
  }

  /// Adds a command; its result completes on Netty's thread.
  <T> CompletableFuture<T> add(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    CompletableFuture<T> result = new CompletableFuture<>();
    waiting.add(new Call<>(command, result));
    return result;
  }

  /// Why this connection is of no use, though it is open: it may be half open, or lead to a node
  /// that is not asked any more, and nothing else would tell. Null while it is of use.
  @Nullable String trouble(RedisClusterAsyncCommands<String, byte[]> redis) {
    Useless found = useless;
    return found != null && found.redis().equals(redis) ? found.why() : null;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Sends what waits, at most a round's worth; returns how many.
  int send(RedisClusterAsyncCommands<String, byte[]> redis) {
    int sent = 0;
    for (Call<?> call = waiting.poll(); call != null; call = waiting.poll()) {
      call.send(redis, why -> useless = new Useless(redis, why));
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
