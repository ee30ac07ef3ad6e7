package dev.nautilus.hub.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the cache does, since the hub started.
///
/// @param size entries now
/// @param maximumSize most entries
/// @param evictions entries that left for want of room
/// @param hitRate fraction of answered requests that made no vendor call; null without requests
/// @param types the same by type; only types that were asked for
public record CacheReport(
    long size,
    long maximumSize,
    long evictions,
    @Nullable Double hitRate,
    Map<String, TypeReport> types) {

  /// One type's share.
  ///
  /// @param served requests answered without a call of their own, stale ones among them
  /// @param stale of these, how many were stale
  /// @param called requests answered by a call made for them
  /// @param refused requests not answered
  /// @param hitRate served / (served + called); null without answered requests
  /// @param lifetimeMillis how long a value is fresh
  public record TypeReport(
      long served,
      long stale,
      long called,
      long refused,
      @Nullable Double hitRate,
      long lifetimeMillis) {}
}
