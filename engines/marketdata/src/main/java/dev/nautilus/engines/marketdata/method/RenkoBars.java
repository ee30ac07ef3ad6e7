package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Bricks of a fixed height.
///
/// **Definition** The first price is the base. Whenever the last price is at least one brick away
/// from the base, a bar from the base to base ± brick is made and its end becomes the base, as
/// often as a whole brick fits. High and low are the ends of the brick; what the price did in
/// between is not shown. A turn needs one brick like a move ahead. A brick in basis points takes
/// its height from the first price and keeps it, so that instruments of any price make bars alike
/// often.
///
/// **Volume** is what was traded since the brick before. When one print makes several bricks, the
/// first carries it; with `repeat` each of them does, as nautilus_trader publishes it.
///
/// **Source** Nison, *Beyond Candlesticks* (1994), chapter 8.
public final class RenkoBars extends GrowingBar {
  /// Digits of a height that is a share of a price.
  private static final MathContext DIGITS = new MathContext(4);

  private static final int BASIS_POINT = 4;

  private final UnaryOperator<BigDecimal> height;
  private final boolean repeat;
  private @Nullable BigDecimal base;
  private @Nullable BigDecimal brick;

  /// @param brick height in units of price, more than 0
  /// @param repeat whether each of several bricks of one print carries all of the volume
  public RenkoBars(BigDecimal brick, boolean repeat) {
    this(brick, repeat, first -> brick);
  }

  private RenkoBars(BigDecimal brick, boolean repeat, UnaryOperator<BigDecimal> height) {
    if (brick.signum() <= 0) {
      throw new IllegalArgumentException("brick must be more than 0, was " + brick);
    }
    this.height = height;
    this.repeat = repeat;
  }

  /// Bricks whose height is a share of the first price, to four digits.
  ///
  /// @param bps that share in basis points, more than 0
  public static RenkoBars ofBasisPoints(BigDecimal bps) {
    return new RenkoBars(
        bps, false, first -> first.abs().multiply(bps).movePointLeft(BASIS_POINT).round(DIGITS));
  }

  @Override
  List<BuiltBar> cut(Print print) {
    BuiltBar grown = grow(print);
    // A share of nothing has no height: the next price is the first then.
    if (base == null || brick == null || brick.signum() == 0) {
      base = print.close();
      brick = height.apply(base);
      return List.of();
    }
    List<BuiltBar> done = new ArrayList<>();
    BigDecimal from = base;
    BigDecimal step = brick;
    BuiltBar carries = grown;
    while (print.close().subtract(from).abs().compareTo(step) >= 0
        && done.size() < ThresholdBars.MOST_BARS) {
      BigDecimal to = print.close().compareTo(from) > 0 ? from.add(step) : from.subtract(step);
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
    return state(base == null || brick == null ? List.of() : List.of(base, brick));
  }

  @Override
  void recall(List<BigDecimal> memory) {
    if (memory.isEmpty()) {
      return;
    }
    base = memory.getFirst();
    // A state of before there were basis points holds no height.
    brick = memory.size() > 1 ? memory.get(1) : height.apply(base);
  }
}
