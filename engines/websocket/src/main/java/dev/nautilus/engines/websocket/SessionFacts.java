package dev.nautilus.engines.websocket;

import java.time.Instant;
import java.util.function.LongSupplier;

/// What does not change of a session.
///
/// @param id names it to operators; no secret, opens nothing
/// @param caller who opened it
/// @param remote where from
/// @param openedAt when (UTC)
/// @param openedNanos the same by the ticker
/// @param lifeNanos how long its token opens it; [Long#MAX_VALUE] without one
/// @param pingNanos time between two pings
/// @param opsPerSecond requests it may make a second
/// @param ticker nanoseconds that only grow
record SessionFacts(
    String id,
    Caller caller,
    String remote,
    Instant openedAt,
    long openedNanos,
    long lifeNanos,
    long pingNanos,
    double opsPerSecond,
    LongSupplier ticker) {}
