package dev.nautilus.engines.strategy.method;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What an instrument returned lately, its newest bars left out; O(1) a bar.
///
/// **Definition** the close `skip` bars ago over the close `lookback` bars ago, less 1. **Unit**
/// fraction. **Source** Jegadeesh & Titman (1993), Journal of Finance 48(1); twelve months without
/// the newest: Asness (1994), Fama & French (1996). **Undefined** (`NaN`) until `lookback + 1`
/// closes are known, and where the older one is not above 0.
public final class MomentumReturn {
  private final int lookback;
  private final int skip;
  private final Deque<Double> closes = new ArrayDeque<>();
  private final Deque<Double> newest = new ArrayDeque<>();

  /// Nothing known yet.
  ///
  /// @param lookback bars, 1 or more
  /// @param skip newest of them left out, 0 or more and fewer than that
  public MomentumReturn(int lookback, int skip) {
    if (lookback < 1 || skip < 0 || skip >= lookback) {
      throw new IllegalArgumentException(
          "lookback must be 1 or more and skip from 0 and below it, were %d and %d"
              .formatted(lookback, skip));
    }
    this.lookback = lookback;
    this.skip = skip;
  }

  /// Takes the close of the next bar in.
  public void add(double close) {
    newest.addLast(close);
    if (newest.size() > skip) {
      closes.addLast(newest.removeFirst());
    }
    if (closes.size() > lookback - skip + 1) {
      closes.removeFirst();
    }
  }

  /// The return; `NaN` while not known.
  public double value() {
    if (closes.size() <= lookback - skip || !(closes.getFirst() > 0)) {
      return Double.NaN;
    }
    return closes.getLast() / closes.getFirst() - 1;
  }

  /// All closes known, oldest first; what to go on from.
  public List<Double> state() {
    List<Double> all = new ArrayList<>(closes);
    all.addAll(newest);
    return List.copyOf(all);
  }

  /// Goes on from a state.
  public void restore(List<Double> old) {
    closes.clear();
    newest.clear();
    old.forEach(this::add);
  }
}
