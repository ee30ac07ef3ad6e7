package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.EncodedMessage;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A message on its way out. It has no number yet: it gets one when its frame is made, so that what
/// was conflated before leaves no hole.
///
/// @param message as it will stand in the frame
/// @param kind whether a newer one of its key may take its place
/// @param skipped numbers to leave out before it: those of messages that were given up
/// @param acceptedNanos ticker reading when it was accepted
/// @param result told how it ended; null for an offer, where nobody waits
/// @param size bytes it takes in a frame, at most
record Pending(
    EncodedMessage message,
    MessageType.Kind kind,
    long skipped,
    long acceptedNanos,
    @Nullable CompletableFuture<Published> result,
    int size) {

  static Pending of(
      EncodedMessage message,
      MessageType.Kind kind,
      long acceptedNanos,
      @Nullable CompletableFuture<Published> result) {
    return new Pending(message, kind, 0, acceptedNanos, result, message.size());
  }

  Pending skipping(long numbers) {
    return new Pending(message, kind, numbers, acceptedNanos, result, size);
  }

  /// Tells whoever waits how it ended well.
  void end(Published published) {
    if (result != null) {
      result.complete(published);
    }
  }

  /// Tells whoever waits that it did not.
  void fail(BusException.Reason reason, String why) {
    if (result != null) {
      result.completeExceptionally(new BusException(reason, why));
    }
  }
}
