package dev.nautilus.hub.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the cache does, since the hub started.
///
/// @param size entries now
/// @param weight the same with larger answers counted as several; what `maximumSize` bounds
/// @param maximumSize most entries
/// @param evictions entries that left for want of room
/// @param hitRate fraction of answered requests that made no vendor call; null without requests
/// @param types the same by type; only types that were asked for
public record CacheReport(
    long size,
    long weight,
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
  /// @param mode what is done to have a value at hand
  /// @param lifetimeMillis how long a value is fresh
  public record TypeReport(
      long served,
      long stale,
      long called,
      long refused,
      @Nullable Double hitRate,
      CacheMode mode,
      long lifetimeMillis) {}
}
