package dev.nautilus.engines.marketdata.method;

/// Follows the numbers of a sequenced feed.
///
/// **Definition** A packet holds messages `sequence ... sequence + count - 1`. With n the next
/// number expected: `sequence = n` is in order; `sequence > n` leaves the gap n ... sequence - 1;
/// what ends before n was had already and is a duplicate. A packet of no messages is a heartbeat
/// that carries the next number: one above n reveals a gap too. A packet that overlaps n is in
/// order from n on.
///
/// **Source** Nasdaq MoldUDP64 1.00, downstream packet; SoupBinTCP counts the same way.
public final class SequenceTracker {
  private long next;

  /// @param next the first number expected
  public SequenceTracker(long next) {
    this.next = next;
  }

  /// What a packet is to this feed.
  public sealed interface Outcome {
    /// In order.
    record InOrder() implements Outcome {}

    /// Had already.
    record Duplicate() implements Outcome {}

    /// Nothing but a sign of life.
    record Heartbeat() implements Outcome {}

    /// Numbers are missing before it; the packet itself is taken.
    ///
    /// @param from first missing
    /// @param to last missing
    record Gap(long from, long to) implements Outcome {
      /// How many are missing.
      public long missing() {
        return to - from + 1;
      }
    }
  }

  /// Takes the next packet.
  ///
  /// @param sequence number of its first message
  /// @param count how many messages it holds, 0 for a heartbeat
  public Outcome accept(long sequence, long count) {
    if (count < 0) {
      throw new IllegalArgumentException("count must be 0 or more, was " + count);
    }
    long end = sequence + count;
    if (sequence > next) {
      Outcome gap = new Outcome.Gap(next, sequence - 1);
      next = end;
      return gap;
    }
    if (count == 0) {
      return new Outcome.Heartbeat();
    }
    if (end <= next) {
      return new Outcome.Duplicate();
    }
    next = end;
    return new Outcome.InOrder();
  }

  /// The next number expected.
  public long next() {
    return next;
  }
}
