package dev.nautilus.blocker;

import java.time.Instant;

/// One direct call of this process to where it must not go.
///
/// @param hook where it was seen
/// @param host the destination in normal form
/// @param port 0 when the hook does not know it
/// @param reason the rule it broke
/// @param blocked true when it failed, false when it was only seen
/// @param caller the nearest frame of the application, `class.method:line`; the thread's name when
///   only a library's threads took part
/// @param at when (UTC)
public record Attempt(
    Hook hook,
    String host,
    int port,
    Decision.Reason reason,
    boolean blocked,
    String caller,
    Instant at) {}
