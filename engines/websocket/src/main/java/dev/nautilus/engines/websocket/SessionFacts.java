package dev.nautilus.engines.websocket;

import java.time.Instant;
import java.util.function.LongSupplier;

/// What does not change of a session.
///
/// @param id names it to operators; no secret, opens nothing
/// @param caller who opened it
/// @param remote where from
/// @param openedAt when (UTC)
/// @param expiresAtNanos when its token has run out, by the ticker
/// @param pingNanos time between two pings
/// @param opsPerSecond requests it may make a second
/// @param ticker nanoseconds that only grow
record SessionFacts(
    String id,
    Caller caller,
    String remote,
    Instant openedAt,
    long expiresAtNanos,
    long pingNanos,
    double opsPerSecond,
    LongSupplier ticker) {}
