package dev.nautilus.quant.pretrade;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/// Where the asker stands when the order comes.
///
/// @param mode what trading allows
/// @param position held, negative when short
/// @param price what one unit is worth at present: the middle of the best bid and ask; missing when
///   not known or too old
/// @param ordersInSecond orders of the second before, this one not counted
/// @param duplicate whether an order of the same id was seen before
public record Standing(
    Mode mode, BigDecimal position, OptionalDouble price, int ordersInSecond, boolean duplicate) {
  /// What trading allows.
  public enum Mode {
    /// Anything within the limits.
    OPEN,
    /// Only what makes positions smaller.
    REDUCING,
    /// Only orders marked as reducing, which empty positions.
    HALTED
  }

  /// How much of an order makes the position smaller: the rest would open or turn it.
  BigDecimal reducible(PlannedOrder order) {
    boolean against = position.signum() != 0 && order.signed().signum() != position.signum();
    return against ? order.quantity().min(position.abs()) : BigDecimal.ZERO;
  }
}
