package dev.nautilus.quant.pretrade;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An order somebody would like to place.
///
/// @param buy whether it buys
/// @param quantity more than 0
/// @param limit worst price; null when it has none
/// @param stop price that wakes it; null when it has none
/// @param reduceOnly whether it must not open or turn a position
public record PlannedOrder(
    boolean buy,
    BigDecimal quantity,
    @Nullable BigDecimal limit,
    @Nullable BigDecimal stop,
    boolean reduceOnly) {
  public PlannedOrder {
    if (quantity.signum() <= 0) {
      throw new IllegalArgumentException("quantity must be more than 0, was " + quantity);
    }
  }

  /// Quantity, negative for a sale.
  public BigDecimal signed() {
    return buy ? quantity : quantity.negate();
  }
}
