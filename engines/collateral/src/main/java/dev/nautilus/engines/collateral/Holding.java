package dev.nautilus.engines.collateral;

import dev.nautilus.engines.collateral.method.OptionContract;
import dev.nautilus.message.InstrumentId;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an account holds of one instrument. Immutable.
///
/// @param quantity shares or contracts; negative when short
/// @param averagePrice what it was opened at
/// @param told price that the portfolio valued it at last, used where no quote is heard; null
///   without one
record Holding(
    InstrumentId instrument,
    BigDecimal quantity,
    BigDecimal averagePrice,
    @Nullable BigDecimal told,
    String currency,
    boolean simulated) {

  /// The option that it is one of, if it is.
  Optional<OptionContract> option() {
    return OptionContract.parse(instrument.value());
  }

  /// The class it belongs to: the underlying's symbol.
  String underlying() {
    return option().map(OptionContract::underlying).orElse(instrument.value());
  }

  Holding of(BigDecimal other) {
    return new Holding(instrument, other, averagePrice, told, currency, simulated);
  }
}
