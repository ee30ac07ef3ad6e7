package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bricks of a fixed height.
///
/// **Definition** The first price is the base. Whenever the last price is at least one brick away
/// from the base, a bar from the base to base ± brick is made and its end becomes the base, as
/// often as a whole brick fits. High and low are the ends of the brick; what the price did in
/// between is not shown. A turn needs one brick like a move ahead.
///
/// **Volume** is what was traded since the brick before. When one print makes several bricks, the
/// first carries it; with `repeat` each of them does, as nautilus_trader publishes it.
///
/// **Source** Nison, *Beyond Candlesticks* (1994), chapter 8.
public final class RenkoBars extends GrowingBar {
  private final BigDecimal brick;
  private final boolean repeat;
  private @Nullable BigDecimal base;

  /// @param brick height in units of price, more than 0
  /// @param repeat whether each of several bricks of one print carries all of the volume
  public RenkoBars(BigDecimal brick, boolean repeat) {
    if (brick.signum() <= 0) {
      throw new IllegalArgumentException("brick must be more than 0, was " + brick);
    }
    this.brick = brick;
    this.repeat = repeat;
  }

  @Override
  List<BuiltBar> cut(Print print) {
    BuiltBar grown = grow(print);
    if (base == null) {
      base = print.close();
      return List.of();
    }
    List<BuiltBar> done = new ArrayList<>();
    BigDecimal from = base;
    BuiltBar carries = grown;
    while (print.close().subtract(from).abs().compareTo(brick) >= 0
        && done.size() < ThresholdBars.MOST_BARS) {
      BigDecimal to = print.close().compareTo(from) > 0 ? from.add(brick) : from.subtract(brick);
      done.add(carries.withPrices(from, from.max(to), from.min(to), to));
      from = to;
      carries = repeat ? carries : BuiltBar.empty(to, print.at());
    }
    if (!done.isEmpty()) {
      close();
      base = done.size() < ThresholdBars.MOST_BARS ? from : print.close();
    }
    return done;
  }

  @Override
  public State state() {
    return state(base == null ? List.of() : List.of(base));
  }

  @Override
  void recall(List<BigDecimal> memory) {
    base = memory.isEmpty() ? null : memory.getFirst();
  }
}
