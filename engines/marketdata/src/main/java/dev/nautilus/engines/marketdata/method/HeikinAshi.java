package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// Averaged bars that show the direction more calmly than the bars they come from.
///
/// **Definition** close = (open + high + low + close) / 4 of the bar; open = (open + close) / 2 of
/// the averaged bar before, of the bar itself at first; high and low reach over the averaged open
/// and close too. Volume and time are the bar's.
///
/// **Source** Valcu (2004), *Using the Heikin-Ashi technique*, Stocks & Commodities 22(2).
public final class HeikinAshi {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal FOUR = BigDecimal.valueOf(4);

  private @Nullable BuiltBar before;

  /// The averaged form of the next finished bar.
  public BuiltBar next(BuiltBar bar) {
    BuiltBar last = before == null ? bar : before;
    BigDecimal open = last.open().add(last.close()).divide(TWO, MathContext.DECIMAL64);
    BigDecimal close =
        bar.open()
            .add(bar.high())
            .add(bar.low())
            .add(bar.close())
            .divide(FOUR, MathContext.DECIMAL64);
    BuiltBar averaged =
        bar.withPrices(
            open, bar.high().max(open).max(close), bar.low().min(open).min(close), close);
    before = averaged;
    return averaged;
  }

  /// The averaged bar before; null before the first.
  public @Nullable BuiltBar state() {
    return before;
  }

  /// Goes on from where another one was.
  public void restore(@Nullable BuiltBar state) {
    before = state;
  }
}
