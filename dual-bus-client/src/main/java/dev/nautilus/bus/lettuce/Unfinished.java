package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.FrameHeader;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/// Messages of one stream that were in hand and not done when the group turned out not to owe them:
/// another instance has them now, or the server forgot that it had handed them out, as a node may
/// that has taken the master's place. Then they come again as new ones, and must not be taken for
/// done. Bounded: of too many the oldest are forgotten. Confined to the reading thread.
final class Unfinished {
  /// Twice what a reader has in hand at most.
  private static final int MOST = 20_000;

  private final Set<MessageNumber> numbers = new LinkedHashSet<>();

  /// @param incarnation of the publisher
  private record MessageNumber(long incarnation, long sequence) {}

  void add(Parking.Parked one) {
    FrameHeader header = one.entry().frame().header();
    numbers.add(new MessageNumber(header.incarnation(), header.firstSequence() + one.index()));
    if (numbers.size() > MOST) {
      Iterator<MessageNumber> oldest = numbers.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /// Which messages at the front of a frame that came again are to be handed out all the same. They
  /// are no longer here then.
  ///
  /// @param known how many at its front came before
  Set<Integer> take(FrameHeader header, int known) {
    if (numbers.isEmpty()) {
      return Set.of();
    }
    Set<Integer> indexes = new HashSet<>();
    for (int i = 0; i < known; i++) {
      if (numbers.remove(new MessageNumber(header.incarnation(), header.firstSequence() + i))) {
        indexes.add(i);
      }
    }
    return indexes;
  }
}
