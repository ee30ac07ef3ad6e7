package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What became of the frames of one transaction.
///
/// @param appends one per frame
/// @param others what else was sent with them
/// @param settled whether they followed what was there
/// @param all null when the transaction failed
/// @param failure null when it did not
record Transaction(
    List<RedisFuture<String>> appends,
    List<RedisFuture<?>> others,
    RedisFuture<byte[]> settled,
    @Nullable TransactionResult all,
    @Nullable Throwable failure) {
  private static final byte[] OK = {'O', 'K'};

  /// Completes each frame's answer: the id where it stands, or what the script said to all of them.
  ///
  /// @param replies one per frame
  void answer(List<CompletableFuture<byte[]>> replies) {
    Throwable why = refusal();
    byte[] followed = why == null ? settled.toCompletableFuture().join() : OK;
    for (int i = 0; i < replies.size(); i++) {
      CompletableFuture<byte[]> reply = replies.get(i);
      if (why != null) {
        reply.completeExceptionally(why);
      } else {
        reply.complete(Arrays.equals(followed, OK) ? id(i) : followed);
      }
    }
  }

  private byte[] id(int frame) {
    String id = appends.get(frame).toCompletableFuture().join();
    return id.getBytes(StandardCharsets.US_ASCII);
  }

  /// Why nothing of it was done; null when it was. What the server has against a command says more
  /// than that the transaction was discarded for it.
  private @Nullable Throwable refusal() {
    Throwable refused =
        Stream.of(appends, others, List.of(settled))
            .flatMap(List::stream)
            .map(Transaction::refused)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (refused != null) {
      return refused;
    }
    if (failure != null) {
      return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    }
    return all == null || all.wasDiscarded()
        ? new RedisCommandExecutionException("the transaction was discarded")
        : null;
  }

  private static @Nullable Throwable refused(RedisFuture<?> command) {
    CompletableFuture<?> future = command.toCompletableFuture();
    if (!future.isCompletedExceptionally()) {
      return null;
    }
    try {
      future.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() instanceof RedisCommandExecutionException refused ? refused : null;
    } catch (CancellationException e) {
      return null;
    }
  }
}
