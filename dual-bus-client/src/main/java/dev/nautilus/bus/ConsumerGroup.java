package dev.nautilus.bus;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// How far an engine is with one stream it reads.
///
/// @param stream as in `{el:risk:0}:express`
/// @param name the engine's
/// @param consumers known to Redis; one that waits on a quiet stream may not be, before Redis 7.2
/// @param pending entries handed to a consumer and not acknowledged
/// @param lag entries nobody has been handed yet; missing where the server cannot tell, as before
///   Redis 7
/// @param idle since one of its consumers was last heard of; missing without consumers
/// @param holdsRetention whether what it has not read is kept for it
public record ConsumerGroup(
    String stream,
    String name,
    long consumers,
    long pending,
    OptionalLong lag,
    Optional<Duration> idle,
    boolean holdsRetention) {}
