package dev.nautilus.bus.lettuce;

import java.util.LinkedHashMap;
import java.util.Map;

/// The next sequence expected of each publisher of one stream. New, duplicate or gap is decided
/// from this alone, never by comparing stream ids. Confined to the reading thread.
final class SequenceTracker {
  /// A publisher that came and went this many publishers ago is forgotten.
  private static final int REMEMBERED = 4096;

  private final Map<Long, Long> next =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// The next sequence expected of an incarnation; 0 when it has not been seen.
  long next(long incarnation) {
    Long known = next.get(incarnation);
    return known == null ? 0 : known;
  }

  void seenUpTo(long incarnation, long sequence) {
    next.put(incarnation, sequence + 1);
  }
}
