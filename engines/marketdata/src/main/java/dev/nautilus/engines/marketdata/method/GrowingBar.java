package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cutter that lets one bar grow at a time, from prints that come in order.
abstract class GrowingBar implements BarCutter {
  private @Nullable BuiltBar open;
  private @Nullable Instant last;

  @Override
  public final boolean isLate(Print print) {
    return last != null && print.at().isBefore(last);
  }

  @Override
  public final List<BuiltBar> accept(Print print) {
    if (isLate(print)) {
      return List.of();
    }
    last = print.at();
    return cut(print);
  }

  /// Takes a print in that is not late.
  ///
  /// @return the bars it completes, oldest first
  abstract List<BuiltBar> cut(Print print);

  /// The bar that grows; null between two bars.
  @Nullable BuiltBar open() {
    return open;
  }

  /// Lets the bar grow by a print, or begins one with it.
  BuiltBar grow(Print print) {
    BuiltBar grown = BuiltBar.plus(open, print);
    open = grown;
    return grown;
  }

  /// Ends the bar: the next print begins another.
  void close() {
    open = null;
  }

  State state(List<BigDecimal> memory) {
    return new State(open, last, memory);
  }

  @Override
  public final void restore(State state) {
    open = state.open();
    last = state.last();
    recall(state.memory());
  }

  /// Takes further numbers back, as they were given to [#state(List)].
  abstract void recall(List<BigDecimal> memory);
}
