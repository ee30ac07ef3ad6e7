package dev.nautilus.bus.lettuce;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The newest frames of one stream that Redis has confirmed, kept in case another node takes the
/// master's place and lacks them: replicas are told after the publisher is. Bounded by bytes and by
/// age. Confined to the writer thread.
final class ConfirmedTail {
  /// Far longer than a replica may lag and still be chosen, and shorter than housekeeping waits
  /// before it forgets a publisher that is quiet.
  static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

  private final ArrayDeque<Kept> frames = new ArrayDeque<>();
  private final int mostBytes;
  private long bytes;
  private long last;
  private long lastNanos;

  /// A frame that was confirmed.
  static final class Kept {
    private final long before;
    private final long last;
    private final byte[] bytes;
    private final long nanos;

    /// @param before the last number that was confirmed before it; 0 for none. What was given up in
    ///   between, confirmed by nobody, is not missed
    /// @param last its own last number
    /// @param bytes as they were sent
    /// @param nanos ticker reading when it was confirmed
    Kept(long before, long last, byte[] bytes, long nanos) {
      this.before = before;
      this.last = last;
      this.bytes = bytes;
      this.nanos = nanos;
    }

    /// The last number that was confirmed before it; 0 for none.
    long before() {
      return before;
    }

    /// Its own last number.
    long last() {
      return last;
    }

    /// As they were sent; not to be written to.
    byte[] bytes() {
      return bytes;
    }

    /// Ticker reading when it was confirmed.
    long nanos() {
      return nanos;
    }
  }

  /// @param mostBytes how much is kept
  ConfirmedTail(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  void confirmed(OutgoingFrame frame, long nowNanos) {
    byte[] sent = frame.bytes();
    frames.add(new Kept(last, frame.last(), sent, nowNanos));
    bytes += sent.length;
    last = frame.last();
    lastNanos = nowNanos;
    while (!frames.isEmpty()
        && (bytes > mostBytes || nowNanos - frames.getFirst().nanos() > LONGEST)) {
      bytes -= frames.removeFirst().bytes().length;
    }
  }

  /// The last number that was confirmed; 0 for none.
  long last() {
    return last;
  }

  /// Whether it was confirmed so short a time ago that nobody can have forgotten it yet.
  boolean isFresh(long nowNanos) {
    return last > 0 && nowNanos - lastNanos < LONGEST;
  }

  /// What was confirmed behind a number, as far as it is kept, oldest first.
  List<Kept> behind(long number) {
    List<Kept> behind = new ArrayList<>();
    for (Kept each : frames) {
      if (each.last() > number) {
        behind.add(each);
      }
    }
    return behind;
  }
}
