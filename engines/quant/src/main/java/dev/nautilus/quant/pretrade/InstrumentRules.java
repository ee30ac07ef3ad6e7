package dev.nautilus.quant.pretrade;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What an instrument allows of an order.
///
/// @param pricePlaces most decimal places of a price
/// @param negativePrices whether a price may be below 0
/// @param quantityPlaces most decimal places of a quantity
/// @param minQuantity smallest order
/// @param maxQuantity largest order
/// @param minNotional smallest value of an order
/// @param maxNotional largest value of an order
public record InstrumentRules(
    int pricePlaces,
    boolean negativePrices,
    int quantityPlaces,
    BigDecimal minQuantity,
    BigDecimal maxQuantity,
    BigDecimal minNotional,
    BigDecimal maxNotional) {

  public InstrumentRules {
    if (pricePlaces < 0 || quantityPlaces < 0) {
      throw new IllegalArgumentException(
          "places must be 0 or more, were %d and %d".formatted(pricePlaces, quantityPlaces));
    }
    if (minQuantity.signum() < 0 || maxQuantity.compareTo(minQuantity) < 0) {
      throw new IllegalArgumentException(
          "maxQuantity must not be below minQuantity and that not below 0, were %s and %s"
              .formatted(maxQuantity, minQuantity));
    }
    if (minNotional.signum() < 0 || maxNotional.compareTo(minNotional) < 0) {
      throw new IllegalArgumentException(
          "maxNotional must not be below minNotional and that not below 0, were %s and %s"
              .formatted(maxNotional, minNotional));
    }
  }

  /// The largest quantity that may be traded and is not above this one; 0 when that is below the
  /// smallest order.
  public BigDecimal floor(BigDecimal quantity) {
    BigDecimal capped =
        quantity.min(maxQuantity).setScale(quantityPlaces, RoundingMode.DOWN).stripTrailingZeros();
    return capped.compareTo(minQuantity) < 0 ? BigDecimal.ZERO : plain(capped);
  }

  /// 1E+2 is 100: numbers in messages are for people too.
  static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /// Whether a price has no more places than are allowed.
  boolean hasPrecisionOf(BigDecimal price) {
    return places(price) <= pricePlaces;
  }

  static int places(BigDecimal number) {
    return Math.max(0, number.stripTrailingZeros().scale());
  }
}
