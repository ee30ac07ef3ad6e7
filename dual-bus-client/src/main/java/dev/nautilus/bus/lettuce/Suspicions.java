package dev.nautilus.bus.lettuce;

import java.util.LinkedHashMap;
import java.util.Map;

/// Frames that came damaged, by the publisher their header names. What a damaged frame held is not
/// known, but its publisher's next frame or heartbeat says how far it has written: then the gap is
/// announced with its exact size. Confined to the reading thread.
final class Suspicions {
  private static final int MOST = 64;

  private final Map<Long, Long> firstByIncarnation = new LinkedHashMap<>();

  /// A frame that says it is this publisher's, beginning at this sequence, is damaged. Returns
  /// false when there are too many to remember.
  boolean add(long incarnation, long firstSequence) {
    if (firstByIncarnation.size() >= MOST && !firstByIncarnation.containsKey(incarnation)) {
      return false;
    }
    firstByIncarnation.merge(incarnation, firstSequence, Math::min);
    return true;
  }

  boolean isEmpty() {
    return firstByIncarnation.isEmpty();
  }

  /// What the header of a publisher's damaged frame said, once; 0 when there was none.
  long settle(long incarnation) {
    Long first = firstByIncarnation.remove(incarnation);
    return first == null ? 0 : first;
  }
}
