package dev.nautilus.engines.marketdata.method;

import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/// What happened on the tape at one instant: a trade, a quote seen as a price, or a finished bar of
/// a finer cut. A trade has one price; a bar has four.
///
/// @param open first price, may be negative
/// @param high not below the others
/// @param low not above the others
/// @param close last price
/// @param size traded, 0 or more, exact
/// @param aggressor who crossed the spread; UNKNOWN when nobody says
/// @param at when the venue saw it (UTC)
public record Print(
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal size,
    Side aggressor,
    Instant at) {

  private static final BigDecimal THREE = BigDecimal.valueOf(3);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  public Print {
    if (size.signum() < 0) {
      throw new IllegalArgumentException("size must be 0 or more, was " + size);
    }
  }

  /// One trade.
  public static Print trade(BigDecimal price, BigDecimal size, Side aggressor, Instant at) {
    return new Print(price, price, price, price, size, aggressor, at);
  }

  /// A quote seen as a price: the middle of both sides, with the mean of both sizes.
  public static Print middle(
      BigDecimal bid, BigDecimal bidSize, BigDecimal ask, BigDecimal askSize, Instant at) {
    return trade(bid.add(ask).divide(TWO), bidSize.add(askSize).divide(TWO), Side.UNKNOWN, at);
  }

  /// A number as it is written in decimals, without zeros at its end: 0.1 is 0.1, not the binary
  /// fraction next to it.
  public static BigDecimal exact(double value) {
    BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /// What one unit of it was worth: the price of a trade, (high + low + close) / 3 of a bar.
  BigDecimal unitPrice() {
    if (high.compareTo(low) == 0) {
      return close;
    }
    return high.add(low).add(close).divide(THREE, MathContext.DECIMAL128);
  }

  Print withSize(BigDecimal other) {
    return new Print(open, high, low, close, other, aggressor, at);
  }

  Print withAggressor(Side other) {
    return new Print(open, high, low, close, size, other, at);
  }
}
