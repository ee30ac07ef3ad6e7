package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusOptions;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Lets what is urgent count as confirmed only once so many replicas have it. WAIT follows the
/// frames on their connection, and holds up what follows it there until it is answered. Confined to
/// the writer thread.
final class ReplicaWait {
  private static final long FORBIDDEN = -1;

  private final int replicas;
  private final Duration longest;

  ReplicaWait(BusOptions options) {
    this.replicas = options.replicasToWait();
    this.longest = options.replicasTimeout();
  }

  private boolean concerns(StreamBuffer buffer, List<OutgoingFrame> frames) {
    return replicas > 0
        && !buffer.isPushed()
        && !buffer.key().isOfMain()
        && frames.stream().anyMatch(OutgoingFrame::isExpress);
  }

  /// To be called right behind the frames; does nothing when none of them is urgent. From then on
  /// their answers come when the replicas have answered too.
  ///
  /// @return whether it did
  boolean follow(
      RedisAsyncCommands<String, byte[]> redis, StreamBuffer buffer, List<OutgoingFrame> frames) {
    if (!concerns(buffer, frames)) {
      return false;
    }
    CompletableFuture<Long> had =
        redis
            .waitForReplication(replicas, longest.toMillis())
            .toCompletableFuture()
            .exceptionally(ReplicaWait::ifForbidden);
    for (OutgoingFrame frame : frames) {
      CompletableFuture<byte[]> stored = frame.reply();
      if (stored != null) {
        frame.sent(stored.thenCombine(had, this::answer), frame.sentNanos());
      }
    }
    return true;
  }

  private static Long ifForbidden(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RedisCommandExecutionException) {
      return FORBIDDEN;
    }
    throw new CompletionException(cause);
  }

  /// The answer to a frame, with the number of replicas behind it when they are too few.
  private byte[] answer(byte[] stored, Long had) {
    return had >= replicas
        ? stored
        : (new String(stored, StandardCharsets.US_ASCII) + " " + had)
            .getBytes(StandardCharsets.US_ASCII);
  }

  /// What is to be said to whoever published, when an answer ends in such a number.
  String shortage(String had) {
    return had.equals(Long.toString(FORBIDDEN))
        ? "it is stored, but this user may not ask WAIT how many replicas have it: grant +wait"
        : "it is stored, but only %s of %d replicas had it within %s: a failover now would lose it"
            .formatted(had, replicas, longest);
  }
}
