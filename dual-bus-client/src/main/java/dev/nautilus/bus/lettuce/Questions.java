package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Commands whose answer is waited for. Never on a thread of Netty.
final class Questions {
  private final Sender sender;
  private final long timeoutMillis;

  /// A way to Redis.
  private interface Sender {
    <T> CompletionStage<T> send(
        Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> one);
  }

  private Questions(Sender sender, long timeoutMillis) {
    this.sender = sender;
    this.timeoutMillis = timeoutMillis;
  }

  /// Asked over a connection that others use too. Not on the thread that sends there.
  static Questions over(Commands commands, long timeoutMillis) {
    return new Questions(commands::call, timeoutMillis);
  }

  /// Asked on a connection that nobody else uses yet.
  static Questions over(RedisClusterAsyncCommands<String, byte[]> fresh, long timeoutMillis) {
    return new Questions(
        new Sender() {
          @Override
          public <T> CompletionStage<T> send(
              Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> one) {
            return one.apply(fresh);
          }
        },
        timeoutMillis);
  }

  /// The answer.
  ///
  /// @throws RedisCommandExecutionException when Redis refuses
  /// @throws BusException when there is no answer
  <T> T ask(Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question)
      throws InterruptedException {
    return answer(begin(question));
  }

  /// Asks without waiting, so that many questions cost one way there and back.
  <T> CompletionStage<T> begin(
      Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    return sender.send(question);
  }

  /// The answer to what was begun; throws like [#ask].
  <T> T answer(CompletionStage<T> begun) throws InterruptedException {
    try {
      return begun.toCompletableFuture().get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisCommandExecutionException refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof BusException bus) {
        throw bus;
      }
      throw new BusException(
          BusException.Reason.OUTCOME_UNKNOWN, "no answer from Redis: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new BusException(
          BusException.Reason.OUTCOME_UNKNOWN,
          "no answer from Redis within " + timeoutMillis + " ms",
          e);
    }
  }
}
