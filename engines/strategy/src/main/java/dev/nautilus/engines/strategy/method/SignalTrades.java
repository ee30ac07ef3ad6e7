package dev.nautilus.engines.strategy.method;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What a signal would have won and lost: in and out at the closes of the bars on which it changed
/// sides, traded or not, so that a signal without a past shows what it is worth before money is
/// risked on it.
///
/// **Definition** `side (exit / entry - 1)` of each round trip, less the cost of both sides.
/// **Unit** fraction of what was put in. Only the newest are kept.
public final class SignalTrades {
  private final int most;
  private final double cost;
  private final Deque<Double> returns = new ArrayDeque<>();
  private int side;
  private double entry = Double.NaN;

  /// None yet.
  ///
  /// @param most kept, 1 or more
  /// @param cost of each side, a fraction, 0 or more
  public SignalTrades(int most, double cost) {
    if (most < 1 || !(cost >= 0)) {
      throw new IllegalArgumentException(
          "most must be 1 or more and cost 0 or more, were %d and %s".formatted(most, cost));
    }
    this.most = most;
    this.cost = cost;
  }

  /// The side the signal is on at a close.
  ///
  /// @param now 1 long, -1 short, 0 out
  public void at(int now, double close) {
    if (now == side) {
      return;
    }
    if (side != 0 && entry > 0) {
      returns.addLast(side * (close / entry - 1) - 2 * cost);
      if (returns.size() > most) {
        returns.removeFirst();
      }
    }
    side = now;
    entry = close;
  }

  /// Side at the last close.
  public int side() {
    return side;
  }

  /// Returns of the newest round trips, oldest first.
  public double[] returns() {
    return returns.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /// What to go on from.
  public List<Double> state() {
    Deque<Double> all = new ArrayDeque<>(returns);
    all.addFirst(entry);
    all.addFirst((double) side);
    return List.copyOf(all);
  }

  /// Goes on from a state.
  public void restore(List<Double> old) {
    side = old.get(0).intValue();
    entry = old.get(1);
    returns.clear();
    returns.addAll(old.subList(2, old.size()));
  }
}
