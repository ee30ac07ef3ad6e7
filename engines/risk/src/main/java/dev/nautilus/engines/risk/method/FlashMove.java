package dev.nautilus.engines.risk.method;

import java.util.ArrayDeque;
import java.util.Deque;

/// Whether a price has moved too far within a short time: the largest move from any price of the
/// window to the newest. Monotonic queues keep the extremes, O(1) an update on average.
///
/// **Definition** `p/min - 1` or `p/max - 1` over the window, whichever is larger in size. **Unit**
/// fraction. **Source** the moving form of the single-stock limit of 10 % in five minutes (SEC
/// Release 34-62252, 2010). **Undefined** (`NaN`) for prices of 0 or less.
public final class FlashMove {
  private final long windowNanos;
  private final Deque<Point> lows = new ArrayDeque<>();
  private final Deque<Point> highs = new ArrayDeque<>();
  private double from = Double.NaN;

  /// A price at a time.
  ///
  /// @param at nanoseconds on any clock
  public record Point(long at, double price) {}

  /// An empty window.
  ///
  /// @param windowNanos its length, more than 0
  public FlashMove(long windowNanos) {
    if (windowNanos <= 0) {
      throw new IllegalArgumentException("window must be more than 0, was " + windowNanos);
    }
    this.windowNanos = windowNanos;
  }

  /// Takes the newest price in.
  ///
  /// @param at nanoseconds, not before the one before; an older price counts as of then
  /// @return the largest move within the window that ends here; `NaN` when there is none
  public double add(long at, double price) {
    if (!(price > 0)) {
      return Double.NaN;
    }
    long now = lows.isEmpty() ? at : Math.max(at, lows.getLast().at());
    expire(lows, now);
    expire(highs, now);
    while (!lows.isEmpty() && lows.getLast().price() >= price) {
      lows.removeLast();
    }
    while (!highs.isEmpty() && highs.getLast().price() <= price) {
      highs.removeLast();
    }
    lows.addLast(new Point(now, price));
    highs.addLast(new Point(now, price));
    double rise = price / lows.getFirst().price() - 1;
    double fall = price / highs.getFirst().price() - 1;
    from = rise > -fall ? lows.getFirst().price() : highs.getFirst().price();
    return rise > -fall ? rise : fall;
  }

  private void expire(Deque<Point> points, long now) {
    while (!points.isEmpty() && points.getFirst().at() < now - windowNanos) {
      points.removeFirst();
    }
  }

  /// Price that the last move began at; `NaN` before any.
  public double from() {
    return from;
  }

  /// What the window holds: lows, then highs. For the engine's state.
  public Deque<Point> lows() {
    return new ArrayDeque<>(lows);
  }

  /// See [#lows].
  public Deque<Point> highs() {
    return new ArrayDeque<>(highs);
  }

  /// Goes on from where another one was.
  public void restore(Iterable<Point> oldLows, Iterable<Point> oldHighs, double oldFrom) {
    lows.clear();
    highs.clear();
    oldLows.forEach(lows::addLast);
    oldHighs.forEach(highs::addLast);
    from = oldFrom;
  }
}
