package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.DeadLetter;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// What is remembered of a message that failed.
///
/// @param reason what kind of failure the last one was
/// @param attempts how often its handler took it and threw
/// @param first when it failed for the first time in this process
/// @param last when it failed last
/// @param exception class of the last failure
/// @param error message of the last failure, bounded
record Failure(
    DeadLetter.Reason reason,
    int attempts,
    Instant first,
    Instant last,
    String exception,
    String error) {
  private static final int LONGEST_ERROR = 1000;

  static Failure after(@Nullable Failure before, Throwable cause, Instant now) {
    DeadLetter.Reason reason =
        cause instanceof UnreadableMessageException
            ? DeadLetter.Reason.UNREADABLE
            : DeadLetter.Reason.FAILED;
    int earlier = before == null ? 0 : before.attempts;
    return new Failure(
        reason,
        reason == DeadLetter.Reason.FAILED && !isNotTaken(cause) ? earlier + 1 : earlier,
        before == null ? now : before.first,
        now,
        cause.getClass().getName(),
        messageOf(cause));
  }

  /// A handler that is stopping or full says nothing about the message.
  private static boolean isNotTaken(Throwable cause) {
    return cause instanceof RejectedExecutionException || cause instanceof InterruptedException;
  }

  /// Of an entry that is not a frame.
  static Failure corrupt(Throwable cause, Instant now) {
    return new Failure(
        DeadLetter.Reason.CORRUPT, 0, now, now, cause.getClass().getName(), messageOf(cause));
  }

  private static String messageOf(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.length() <= LONGEST_ERROR ? message : message.substring(0, LONGEST_ERROR);
  }

  /// Whether trying again is pointless or has been tried enough.
  boolean isFinal(int maxAttempts) {
    return reason != DeadLetter.Reason.FAILED || attempts >= maxAttempts;
  }
}
