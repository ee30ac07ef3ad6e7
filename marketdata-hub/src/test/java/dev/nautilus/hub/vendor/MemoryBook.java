package dev.nautilus.hub.vendor;

import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A book in memory that outlives budgets, and can be away.
final class MemoryBook implements QuotaBook {
  private final Map<String, Map<Long, Long>> calls = new HashMap<>();
  private final Map<Source, Instant> quiet = new HashMap<>();
  private boolean away;

  void setAway(boolean now) {
    away = now;
  }

  long total(Source source, String quota) {
    return calls.getOrDefault(source + quota, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private void reach() {
    if (away) {
      throw new IllegalStateException("away");
    }
  }

  @Override
  public Map<Long, Long> calls(Source source, String quota) {
    reach();
    return Map.copyOf(calls.getOrDefault(source + quota, Map.of()));
  }

  @Override
  public long add(Source source, String quota, long bucket, long more, Duration keptFor) {
    reach();
    return calls
        .computeIfAbsent(source + quota, _ -> new HashMap<>())
        .merge(bucket, more, Long::sum);
  }

  @Override
  public Optional<Instant> quietUntil(Source source) {
    reach();
    return Optional.ofNullable(quiet.get(source));
  }

  @Override
  public void quiet(Source source, Instant until, Duration length) {
    reach();
    quiet.put(source, until);
  }
}
