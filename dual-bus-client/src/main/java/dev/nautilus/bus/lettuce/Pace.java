package dev.nautilus.bus.lettuce;

import java.util.concurrent.TimeUnit;

/// How soon the next read may follow the last one. Each read costs the server the same whether it
/// brings one frame or ten: at high rates reads that find little waiting are a quarter of a
/// millisecond apart. Confined to the reading thread.
final class Pace {
  private static final long APART = TimeUnit.MICROSECONDS.toNanos(250);
  private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long BUSY_PER_WINDOW = 1_000;
  private static final long BRISK_PER_WINDOW = 50;

  private final boolean never;
  private long windowStart = System.nanoTime();
  private long inWindow;
  private boolean busy;
  private boolean brisk;

  /// @param never whether reads always follow at once, as on the express lane
  Pace(boolean never) {
    this.never = never;
  }

  /// So many messages came.
  void came(int messages, long nowNanos) {
    long passed = nowNanos - windowStart;
    if (passed >= WINDOW) {
      // After a pause the last window says nothing about the present one.
      boolean steady = !never && passed < 2 * WINDOW;
      busy = steady && inWindow >= BUSY_PER_WINDOW;
      brisk = steady && inWindow >= BRISK_PER_WINDOW;
      windowStart = nowNanos;
      inWindow = 0;
    }
    inWindow += messages;
  }

  /// Whether 20,000 messages a second or more come.
  boolean isBusy() {
    return busy;
  }

  /// Whether 1,000 messages a second or more come.
  boolean isBrisk() {
    return brisk;
  }

  /// When the next read may be sent.
  ///
  /// @param sentAtNanos when the last one was
  /// @param full whether it brought all that it had asked for, so that more waits
  long nextReadNanos(long sentAtNanos, boolean full) {
    return busy && !full ? sentAtNanos + APART : sentAtNanos;
  }
}
