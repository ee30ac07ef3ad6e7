package dev.nautilus.engine.book;

import java.math.BigDecimal;
import java.util.Map;

/// In what a venue quotes: a currency, or the hundredth of one (pence in London, cents in
/// Johannesburg).
///
/// @param currency code of the whole currency
/// @param factor a quoted price times this is the price in the currency
public record QuoteUnit(String currency, BigDecimal factor) {
  private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");
  private static final Map<String, String> HUNDREDTHS =
      Map.of("GBp", "GBP", "GBX", "GBP", "ZAc", "ZAR", "ZAC", "ZAR", "ILA", "ILS");

  /// What a code that stands beside a price means.
  ///
  /// @param code as the source spells it
  public static QuoteUnit of(String code) {
    String whole = HUNDREDTHS.get(code);
    return whole == null ? new QuoteUnit(code, BigDecimal.ONE) : new QuoteUnit(whole, HUNDREDTH);
  }

  /// A quoted price in the whole currency: the decimal that the source wrote, exactly.
  ///
  /// @param quoted finite
  public BigDecimal price(double quoted) {
    return BigDecimal.valueOf(quoted).multiply(factor);
  }
}
