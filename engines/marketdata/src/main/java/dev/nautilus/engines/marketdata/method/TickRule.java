package dev.nautilus.engines.marketdata.method;

import dev.nautilus.message.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Tells who was the aggressor from prices alone.
///
/// **Definition** A price above the last different one was a buyer's, below it a seller's; an
/// unchanged price keeps the side before. **Undefined** (UNKNOWN) until the first change.
///
/// **Source** Lee & Ready (1991), Journal of Finance 46(2).
public final class TickRule {
  private @Nullable BigDecimal price;
  private Side side = Side.UNKNOWN;

  /// The print with its side: its own when it says so, else by the rule.
  public Print sided(Print print) {
    if (price != null) {
      int change = print.close().compareTo(price);
      side = change > 0 ? Side.BUY : change < 0 ? Side.SELL : side;
    }
    price = print.close();
    return print.aggressor() == Side.UNKNOWN ? print.withAggressor(side) : print;
  }

  /// What it remembers.
  public State state() {
    return new State(price, side);
  }

  /// Goes on from where another one was.
  public void restore(State state) {
    price = state.price();
    side = state.side();
  }

  /// What the rule remembers.
  ///
  /// @param price the last one; null before the first
  /// @param side the last one that was told
  public record State(@Nullable BigDecimal price, Side side) {}
}
