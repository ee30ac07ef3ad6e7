package dev.nautilus.engines.strategy.method;

/// Whether a line has just crossed a level; O(1) an update.
///
/// **Definition** up: the line is above the level now, and the last time it was not exactly on it,
/// it was below. Values on the level are skipped back to the last one that differed. **Source**
/// ta4j, CrossedUpIndicatorRule and CrossedDownIndicatorRule. **Undefined** (false) for the first
/// value off the level, and for `NaN`, which also forgets what was before.
public final class Crossing {
  /// What an update amounts to.
  public enum Cross {
    /// Nothing.
    NONE,
    /// From below to above.
    UP,
    /// From above to below.
    DOWN
  }

  private int side;

  /// Takes the next value in.
  ///
  /// @param above the line less the level
  public Cross add(double above) {
    if (Double.isNaN(above)) {
      side = 0;
      return Cross.NONE;
    }
    int now = (int) Math.signum(above);
    int before = side;
    side = now == 0 ? before : now;
    if (now == 0 || before == 0 || now == before) {
      return Cross.NONE;
    }
    return now > 0 ? Cross.UP : Cross.DOWN;
  }

  /// Side of the last value that was not on the level: 1 above, -1 below, 0 when not known.
  public int side() {
    return side;
  }

  /// Goes on from a side.
  public void restore(int oldSide) {
    side = oldSide;
  }
}
