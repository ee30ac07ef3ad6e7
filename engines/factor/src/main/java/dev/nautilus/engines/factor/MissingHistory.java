package dev.nautilus.engines.factor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// When what is missing of assets is asked for again: after one minute, two, four and so on up to
/// an hour, for each asset by itself. Confined to the engine thread.
final class MissingHistory {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /// @param pause before it is asked for
  record Wait(Instant due, Duration pause) {}

  /// @param waits by symbol
  record State(Map<String, Wait> waits) {}

  private final Map<String, Wait> waits = new TreeMap<>();

  /// Those whose turn it is.
  ///
  /// @param wanting symbols of which something is missing
  List<String> due(Set<String> wanting, Instant now) {
    waits.keySet().retainAll(wanting);
    return wanting.stream().filter(symbol -> isDue(symbol, now)).toList();
  }

  private boolean isDue(String symbol, Instant now) {
    Wait wait = waits.get(symbol);
    if (wait == null) {
      waits.put(symbol, new Wait(now.plus(FIRST), FIRST));
      return false;
    }
    if (now.isBefore(wait.due())) {
      return false;
    }
    Duration doubled = wait.pause().multipliedBy(2);
    Duration pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    waits.put(symbol, new Wait(now.plus(pause), pause));
    return true;
  }

  /// Whether something of a symbol is missing.
  boolean waitsFor(String symbol) {
    return waits.containsKey(symbol);
  }

  State state() {
    return new State(new TreeMap<>(waits));
  }

  void restore(State state) {
    waits.clear();
    waits.putAll(state.waits());
  }
}
