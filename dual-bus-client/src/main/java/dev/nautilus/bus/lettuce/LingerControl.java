package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Linger;
import java.util.concurrent.TimeUnit;

/// How long a frame that is not full waits, at present: as [Linger] says, following the load where
/// it adapts. Pure: the caller brings the time. Confined to the writer thread.
final class LingerControl {
  /// Messages that are worth waiting for: a frame costs Redis much the same however full it is.
  static final int WORTHWHILE = 48;

  static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(1);
  static final long EVERY = TimeUnit.MILLISECONDS.toNanos(100);

  /// Messages a second below which nobody waits.
  static final double QUIET = 5_000;

  /// Round trips so many times longer than the shortest tell of a busy server.
  static final double BUSY = 3;

  private static final double SMOOTHING = 0.3;

  private final Linger linger;
  private long changedNanos;
  private long sent;
  private double rate;
  private double roundTrip;
  private double idleRoundTrip = Double.MAX_VALUE;
  private long nanos;

  LingerControl(Linger linger, long nowNanos) {
    this.linger = linger;
    this.changedNanos = nowNanos;
    this.nanos = linger.fixed().toNanos();
  }

  /// The present wait in nanoseconds; 0 for none.
  long nanos() {
    return nanos;
  }

  /// So many messages went out in a frame.
  void sent(int messages) {
    sent += messages;
  }

  /// A frame was confirmed after so long.
  void confirmedAfter(long tripNanos) {
    roundTrip =
        roundTrip == 0 ? (double) tripNanos : roundTrip + SMOOTHING * (tripNanos - roundTrip);
    // Creeps up, so that one lucky answer does not set the measure for ever.
    idleRoundTrip = Math.min(idleRoundTrip * 1.0001, (double) tripNanos);
  }

  /// Looks at the load again when it is time.
  void update(long nowNanos) {
    long elapsed = nowNanos - changedNanos;
    if (!linger.isAdaptive() || elapsed < EVERY) {
      return;
    }
    double now = (double) sent * 1e9 / (double) elapsed;
    rate = elapsed > 10 * EVERY ? now : rate + SMOOTHING * (now - rate);
    sent = 0;
    changedNanos = nowNanos;
    boolean busy = roundTrip > BUSY * idleRoundTrip;
    nanos =
        rate < QUIET && !busy
            ? 0
            : Math.min(LONGEST, (long) (WORTHWHILE * 1e9 / Math.max(1, rate)));
  }
}
