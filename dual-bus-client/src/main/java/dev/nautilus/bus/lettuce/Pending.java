package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A message on its way out.
///
/// @param message as it will stand in the frame
/// @param sequence its place among this publisher's messages of the stream
/// @param acceptedNanos ticker reading when it was accepted
/// @param result told how it ended; null for an offer, where nobody waits
record Pending(
    OutgoingMessage message,
    long sequence,
    long acceptedNanos,
    @Nullable CompletableFuture<Published> result) {}
