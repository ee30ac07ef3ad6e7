package dev.nautilus.hub.desk;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How long a value of each type is fresh, when it is fetched anew while it is in use, and how long
/// it is kept beyond for want of a newer one.
final class Lifetimes {
  /// A value in use is fetched anew in the last quarter of its lifetime.
  private static final double REFRESHED_AT = 0.75;

  /// How many lifetimes a value is kept whose type is served stale only because somebody set it so.
  private static final int STALE_LIFETIMES = 10;

  private final Map<ServedType, Terms> terms = new EnumMap<>(ServedType.class);

  private record Terms(CacheMode mode, Duration fresh, Duration stale) {}

  /// Lifetimes in the modes that the types have of themselves.
  Lifetimes(Map<ServedType, Duration> overrides, double multiplier) {
    this(overrides, Map.of(), multiplier);
  }

  /// @param overrides lifetimes to use instead of the published ones
  /// @param modes modes to use instead of the published ones
  /// @param multiplier applied to all lifetimes, more than 0
  Lifetimes(
      Map<ServedType, Duration> overrides, Map<ServedType, CacheMode> modes, double multiplier) {
    for (ServedType type : ServedType.values()) {
      Duration base = overrides.getOrDefault(type, type.lifetime());
      Duration fresh = Duration.ofNanos((long) (base.toNanos() * multiplier));
      CacheMode mode = modes.getOrDefault(type, type.mode());
      terms.put(type, new Terms(mode, fresh, stale(type, mode, fresh)));
    }
  }

  private static Duration stale(ServedType type, CacheMode mode, Duration fresh) {
    if (mode == type.mode()) {
      return type.staleFor();
    }
    return mode == CacheMode.AGGRESSIVE ? fresh.multipliedBy(STALE_LIFETIMES) : Duration.ZERO;
  }

  CacheMode mode(ServedType type) {
    return of(type).mode();
  }

  Duration fresh(ServedType type) {
    return of(type).fresh();
  }

  Duration stale(ServedType type) {
    return of(type).stale();
  }

  /// Age from which a value in use is fetched anew; none for a type that is not.
  long refreshedAtNanos(ServedType type) {
    return of(type).mode().refreshesAhead()
        ? (long) (of(type).fresh().toNanos() * REFRESHED_AT)
        : Long.MAX_VALUE;
  }

  private Terms of(ServedType type) {
    return terms.getOrDefault(type, new Terms(type.mode(), type.lifetime(), type.staleFor()));
  }
}
