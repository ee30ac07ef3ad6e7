package dev.nautilus.bus.lettuce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which groups have had no running consumer for so long that they hold back no trimming any more.
///
/// Counted, not computed from clocks: each look adds the time since the look before, measured by
/// this process, while the group is absent. The counts are kept in Redis (`<bus>:absent`), so they
/// go on with the next housekeeper; a clock that jumps changes nothing. Confined to one thread.
final class Absences {
  /// What stands in place of a count once it is reached.
  static final String EXPIRED = "expired";

  /// Readers ask at least every 5 s, so one that has not for a minute is not running.
  static final Duration IDLE = Duration.ofSeconds(60);

  private final long expiryMillis;
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, String> changed = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<String> newlyExpired = new ArrayList<>();
  private long elapsedMillis;

  Absences(Duration expiry) {
    this.expiryMillis = expiry.toMillis();
  }

  /// A group that is idle longer than this is not running.
  long idleMillis() {
    return Math.min(IDLE.toMillis(), expiryMillis);
  }

  static String field(String stream, String group) {
    return stream + " " + group;
  }

  /// Begins a look.
  ///
  /// @param counts what Redis keeps
  /// @param elapsed since the last look of this process; 0 with the first
  void begin(Map<String, String> counts, Duration elapsed) {
    known.clear();
    known.putAll(counts);
    changed.clear();
    seen.clear();
    newlyExpired.clear();
    elapsedMillis = elapsed.toMillis();
  }

  /// What is seen of a group.
  ///
  /// @param running whether one of its consumers is
  /// @return whether it holds back trimming
  boolean holds(String stream, String group, boolean running) {
    String field = field(stream, group);
    if (running) {
      return true;
    }
    seen.add(field);
    String before = known.getOrDefault(field, "0");
    if (before.equals(EXPIRED)) {
      return false;
    }
    long absent = (before.matches("\\d{1,15}") ? Long.parseLong(before) : 0) + elapsedMillis;
    if (absent < expiryMillis) {
      changed.put(field, Long.toString(absent));
      return true;
    }
    changed.put(field, EXPIRED);
    newlyExpired.add(field);
    // From the next look on: by then everybody has been told.
    return true;
  }

  /// Counts to write.
  Map<String, String> changed() {
    return Map.copyOf(changed);
  }

  /// Fields to delete: of groups that run again, or are gone.
  Set<String> gone() {
    Set<String> gone = new HashSet<>(known.keySet());
    gone.removeAll(seen);
    return gone;
  }

  /// Fields of the groups to announce.
  List<String> newlyExpired() {
    return List.copyOf(newlyExpired);
  }
}
