package dev.nautilus.hub.desk;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How long a value of each type is fresh, and how long it is kept beyond for want of a newer one.
final class Lifetimes {
  private final Map<ServedType, Duration> fresh = new EnumMap<>(ServedType.class);
  private final Map<ServedType, Duration> stale = new EnumMap<>(ServedType.class);

  /// @param overrides lifetimes to use instead of the published ones
  /// @param multiplier applied to all of them, more than 0
  Lifetimes(Map<ServedType, Duration> overrides, double multiplier) {
    for (ServedType type : ServedType.values()) {
      Duration base = overrides.getOrDefault(type, type.lifetime());
      fresh.put(type, Duration.ofNanos((long) (base.toNanos() * multiplier)));
      stale.put(type, type.staleFor());
    }
  }

  Duration fresh(ServedType type) {
    return fresh.getOrDefault(type, type.lifetime());
  }

  Duration stale(ServedType type) {
    return stale.getOrDefault(type, type.staleFor());
  }
}
