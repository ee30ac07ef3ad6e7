package dev.nautilus.hub.bridge;

import dev.nautilus.bus.lettuce.StreamFacts;
import java.time.Duration;

/// Arithmetic of places in streams.
final class Places {
  /// Before everything.
  static final String START = "0-0";

  private Places() {}

  static long millis(String id) {
    return Long.parseLong(id, 0, id.indexOf('-'), 10);
  }

  static long sequence(String id) {
    return Long.parseLong(id, id.indexOf('-') + 1, id.length(), 10);
  }

  /// Whether a place is reached; an empty one is before everything.
  static boolean isAt(String place, String least) {
    return !place.isEmpty() && StreamFacts.compare(place, least) >= 0;
  }

  /// So long before a place.
  static String before(String id, Duration time) {
    return Math.max(0, millis(id) - time.toMillis()) + "-0";
  }

  /// The later of two places; an empty one is before everything.
  static String later(String one, String other) {
    return isAt(one, other.isEmpty() ? START : other) ? one : other;
  }
}
