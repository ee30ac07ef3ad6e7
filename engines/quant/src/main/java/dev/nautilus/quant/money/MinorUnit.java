package dev.nautilus.quant.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;

/// The smallest amount of a currency: two digits for USD, none for JPY, eight for coins.
///
/// **Source** ISO 4217 as the JDK knows it; a code that it does not know is taken for a coin.
public final class MinorUnit {
  private static final int COIN_DIGITS = 8;

  /// Codes whose digits differ from ISO 4217: accounts in them are kept like coins.
  private static final Map<String, Integer> OWN = Map.of("BTC", COIN_DIGITS, "USDT", COIN_DIGITS);

  private MinorUnit() {}

  /// Digits behind the point.
  ///
  /// @param currency `USD`; a code that is none of ISO 4217 has eight
  public static int digits(String currency) {
    Integer own = OWN.get(currency);
    if (own != null) {
      return own;
    }
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return COIN_DIGITS;
    }
  }

  /// An amount to the minor unit, half to even.
  public static BigDecimal round(BigDecimal amount, String currency) {
    return amount.setScale(digits(currency), RoundingMode.HALF_EVEN);
  }
}
