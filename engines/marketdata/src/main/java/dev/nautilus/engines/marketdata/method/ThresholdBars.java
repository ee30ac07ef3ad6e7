package dev.nautilus.engines.marketdata.method;

import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Bars that end when a sum reaches a fixed step.
///
/// **Definition** With the measure m of each print (1, its size or its value): TOTAL ends a bar
/// when `sum m >= step`; IMBALANCE when `|sum b m| >= step`, b = +1 for a buyer's and -1 for a
/// seller's print; RUNS when the sum of prints of one side in a row reaches the step, and a change
/// of side begins the bar anew. A print without a side is in the bar and in no signed sum.
///
/// **Splitting** When `split`, a print that is larger than the room left is cut, so that a bar of
/// volume holds exactly the step and one print may end several bars. Otherwise the bar ends with
/// the whole print.
///
/// **Source** López de Prado (2018), sections 2.3.1 and 2.3.2, with the fixed step that trading
/// systems use.
public final class ThresholdBars extends GrowingBar {

  /// Which sum it is.
  public enum Rule {
    /// Of everything.
    TOTAL,
    /// Buyers less sellers.
    IMBALANCE,
    /// Of one side in a row.
    RUNS
  }

  /// One print ends at most this many bars; the last of them takes what is left. A step that is far
  /// too small for the instrument must not stop the engine.
  static final int MOST_BARS = 1_000;

  private final Measure measure;
  private final Rule rule;
  private final BigDecimal step;
  private final boolean split;
  private BigDecimal filled = BigDecimal.ZERO;
  private Side side = Side.UNKNOWN;

  /// @param step in units of the measure, more than 0
  /// @param split whether a print that crosses the step is cut
  public ThresholdBars(Measure measure, Rule rule, BigDecimal step, boolean split) {
    if (step.signum() <= 0) {
      throw new IllegalArgumentException("step must be more than 0, was " + step);
    }
    this.measure = measure;
    this.rule = rule;
    this.step = step;
    this.split = split;
  }

  @Override
  List<BuiltBar> cut(Print print) {
    if (rule != Rule.TOTAL && print.aggressor() == Side.UNKNOWN) {
      grow(print);
      return List.of();
    }
    if (rule == Rule.RUNS && side != Side.UNKNOWN && side != print.aggressor()) {
      close();
      filled = BigDecimal.ZERO;
    }
    side = print.aggressor();
    List<BuiltBar> done = fill(print);
    if (open() == null) {
      side = Side.UNKNOWN;
    }
    return done;
  }

  private List<BuiltBar> fill(Print print) {
    boolean negative = rule == Rule.IMBALANCE && print.aggressor() == Side.SELL;
    List<BuiltBar> done = new ArrayList<>();
    Print rest = print;
    while (true) {
      BigDecimal amount = measure.of(rest);
      BigDecimal room = negative ? step.add(filled) : step.subtract(filled);
      if (amount.compareTo(room) < 0) {
        grow(rest);
        filled = negative ? filled.subtract(amount) : filled.add(amount);
        return done;
      }
      boolean whole = !split || done.size() + 1 >= MOST_BARS;
      BigDecimal piece = whole ? rest.size() : measure.piece(rest, room);
      done.add(BuiltBar.plus(open(), rest.withSize(piece)));
      close();
      filled = BigDecimal.ZERO;
      BigDecimal left = rest.size().subtract(piece);
      if (left.signum() == 0) {
        return done;
      }
      rest = rest.withSize(left);
    }
  }

  @Override
  public State state() {
    int sign = side == Side.BUY ? 1 : side == Side.SELL ? -1 : 0;
    return state(List.of(filled, BigDecimal.valueOf(sign)));
  }

  @Override
  void recall(List<BigDecimal> memory) {
    filled = memory.get(0);
    int sign = memory.get(1).signum();
    side = sign > 0 ? Side.BUY : sign < 0 ? Side.SELL : Side.UNKNOWN;
  }
}
