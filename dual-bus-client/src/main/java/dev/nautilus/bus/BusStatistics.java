package dev.nautilus.bus;

/// What went over one bus since the client was built. Counts only grow.
///
/// @param published messages confirmed in a stream
/// @param delivered messages handed to a handler
/// @param failed handler invocations that threw
/// @param duplicates messages dropped because they had been seen
/// @param gaps messages known to be missing and not to be had
/// @param refused publishes and offers that were not taken
/// @param lateReplies replies that came after their deadline
/// @param reconnects times the connection was re-established
/// @param retried messages handed over again after their handler threw
/// @param deadLettered messages and unreadable frames moved to the dead letters
public record BusStatistics(
    long published,
    long delivered,
    long failed,
    long duplicates,
    long gaps,
    long refused,
    long lateReplies,
    long reconnects,
    long retried,
    long deadLettered) {

  /// Both together.
  public BusStatistics plus(BusStatistics other) {
    return new BusStatistics(
        published + other.published,
        delivered + other.delivered,
        failed + other.failed,
        duplicates + other.duplicates,
        gaps + other.gaps,
        refused + other.refused,
        lateReplies + other.lateReplies,
        reconnects + other.reconnects,
        retried + other.retried,
        deadLettered + other.deadLettered);
  }
}
