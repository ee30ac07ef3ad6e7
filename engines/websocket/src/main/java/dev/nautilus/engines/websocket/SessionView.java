package dev.nautilus.engines.websocket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session as operators see it.
///
/// @param caller who opened it, by the name of the token
/// @param remote address it came from
/// @param openedAt when (UTC)
/// @param subscriptions how many it has
/// @param sent messages sent to it
/// @param sentBytes characters of them, before compression
/// @param dropped updates that it did not get because it was too slow
/// @param waitingBytes what waits for it
/// @param lagMs how long the newest update it got had been in the gateway, milliseconds; null
///   before the first one
record SessionView(
    String id,
    String caller,
    String remote,
    Instant openedAt,
    int subscriptions,
    long sent,
    long sentBytes,
    long dropped,
    long waitingBytes,
    @Nullable Double lagMs) {}
