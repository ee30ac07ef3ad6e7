package dev.nautilus.engines.collateral.method;

import org.jspecify.annotations.Nullable;

/// Some units that are revalued in a scan: of the underlying, or of an option on it.
///
/// @param quantity units of the underlying, contracts times multiplier; negative when short
/// @param option null for the underlying itself
/// @param volatility that its premium implies; 0 where none is
/// @param premium present price of a unit
public record ScanLeg(
    double quantity, @Nullable OptionPrice option, double volatility, double premium) {

  /// Units of the underlying.
  public static ScanLeg underlying(double quantity, double price) {
    return new ScanLeg(quantity, null, 0, price);
  }

  /// Units of an option, with the volatility that its premium implies.
  public static ScanLeg option(double quantity, OptionPrice option, double price, double premium) {
    return new ScanLeg(
        quantity, option, option.impliedVolatility(price, premium).orElse(0), premium);
  }

  /// What it gains when the price and the volatility move.
  ///
  /// @param price of the underlying after the move
  /// @param volatilityMove added to the volatility
  /// @param modelled what the model gives at the present price, taken off so that no move is no
  ///   gain
  double gain(double price, double volatilityMove, double modelled) {
    OptionPrice priced = option;
    if (priced == null) {
      return quantity * (price - premium);
    }
    double moved = priced.european(price, Math.max(0, volatility + volatilityMove));
    return quantity * (moved - modelled);
  }

  /// What the model gives at a price.
  double model(double price) {
    OptionPrice priced = option;
    return priced == null ? price : priced.european(price, volatility);
  }
}
