package dev.nautilus.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One look at an engine, for `/api/v1/status`.
///
/// @param instance which of several that run the same engine
/// @param state how far it is
/// @param reason a sentence for an operator
/// @param since when it got into this state (UTC)
/// @param mode where its messages travel: LEGACY, MIGRATING or DUAL
/// @param mailbox how full
/// @param heard messages heard, by type
/// @param emitted messages handed to the bus, by type
/// @param failed reactions that threw, by what was reacted to
/// @param lastError the last thing that went wrong; null when nothing has
/// @param versions of what it runs on
record EngineStatus(
    String engine,
    String instance,
    EngineState state,
    String reason,
    Instant since,
    String mode,
    MailboxStatus mailbox,
    Map<String, Long> heard,
    Map<String, Long> emitted,
    Map<String, Long> failed,
    Mishaps.@Nullable Mishap lastError,
    Map<String, String> versions) {

  /// @param depth messages waiting now
  /// @param capacity most per lane
  /// @param waits times a bus had to wait for room
  /// @param shed messages given up while warming up
  record MailboxStatus(int depth, int capacity, long waits, long shed) {}
}
