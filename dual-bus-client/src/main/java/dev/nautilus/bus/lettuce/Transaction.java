package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /// Completes a frame's answer: the id where it stands, or what the script said to all of them.
  void answer(int frame, CompletableFuture<byte[]> reply) {
    Throwable why = refusal();
    if (why != null) {
      reply.completeExceptionally(why);
      return;
    }
    byte[] followed = settled.toCompletableFuture().join();
    reply.complete(
        Arrays.equals(followed, OK)
            ? appends.get(frame).toCompletableFuture().join().getBytes(StandardCharsets.US_ASCII)
            : followed);
  }

  /// Why nothing of it was done; null when it was. What the server has against a command says more
  /// than that the transaction was discarded for it.
  private @Nullable Throwable refusal() {
    for (RedisFuture<?> command : commands()) {
      Throwable refused = refused(command);
      if (refused != null) {
        return refused;
      }
    }
    if (failure != null) {
      return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    }
    return all == null || all.wasDiscarded()
        ? new RedisCommandExecutionException("the transaction was discarded")
        : null;
  }

  private List<RedisFuture<?>> commands() {
    List<RedisFuture<?>> commands = new ArrayList<>(appends);
    commands.addAll(others);
    commands.add(settled);
    return commands;
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
