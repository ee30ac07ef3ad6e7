package dev.nautilus.engines.collateral.method;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A listed option.
///
/// **Source** OCC's symbology of 2010: root, expiry as YYMMDD, `C` or `P`, strike times 1,000 in
/// eight digits (`AAPL260116C00150000`).
///
/// @param underlying root of the symbol; an adjusted contract's ends in a digit (`AAPL1`)
/// @param expiry last day on which it can be exercised
/// @param strike in the underlying's currency, more than 0
public record OptionContract(String underlying, LocalDate expiry, Right right, BigDecimal strike) {
  private static final Pattern SYMBOL =
      Pattern.compile("([A-Z]{1,6}[0-9]?)([0-9]{2})([0-9]{2})([0-9]{2})([CP])([0-9]{8})");
  private static final int CENTURY = 2000;
  private static final int STRIKE_DIGITS = 3;

  /// What the holder may do.
  public enum Right {
    /// Buy.
    CALL,
    /// Sell.
    PUT;

    /// What exercising pays at a price, 0 or more.
    public BigDecimal payoff(BigDecimal price, BigDecimal strike) {
      BigDecimal inside = this == CALL ? price.subtract(strike) : strike.subtract(price);
      return inside.max(BigDecimal.ZERO);
    }

    /// The same in doubles.
    public double payoff(double price, double strike) {
      return Math.max(0, this == CALL ? price - strike : strike - price);
    }
  }

  public OptionContract {
    if (strike.signum() <= 0) {
      throw new IllegalArgumentException("strike must be more than 0, was " + strike);
    }
  }

  /// Reads a symbol; empty when it is not one of an option.
  public static Optional<OptionContract> parse(String symbol) {
    Matcher match = SYMBOL.matcher(symbol);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate expiry =
          LocalDate.of(
              CENTURY + Integer.parseInt(match.group(2)),
              Integer.parseInt(match.group(3)),
              Integer.parseInt(match.group(4)));
      BigDecimal strike = BigDecimal.valueOf(Long.parseLong(match.group(6)), STRIKE_DIGITS);
      return strike.signum() == 0
          ? Optional.empty()
          : Optional.of(
              new OptionContract(
                  match.group(1),
                  expiry,
                  match.group(5).equals("C") ? Right.CALL : Right.PUT,
                  strike.stripTrailingZeros()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// What is left of it when it is not exercised before, counted from a day; never less than half a
  /// day.
  ///
  /// **Unit** years of 365 days.
  public double years(LocalDate today) {
    return Math.max(0.5, (double) ChronoUnit.DAYS.between(today, expiry)) / 365;
  }
}
