package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A position after it changed, absolute.
///
/// @param account whose it is
/// @param quantity in instrument units; negative when short, 0 when closed
/// @param averagePrice of what is open, in `currency`; null when nothing is
/// @param realised profit or loss so far, after commission, in `currency`
/// @param unrealised at `mark`, in `currency`; null without a mark
/// @param mark price it is valued at; null when there is none
/// @param currency ISO code
/// @param fillId the fill behind it; null when something else was (a split, a dividend)
/// @param at when (UTC)
/// @param simulated true when any input does not come from a real market
public record PositionChange(
    String account,
    InstrumentId instrument,
    BigDecimal quantity,
    @Nullable BigDecimal averagePrice,
    BigDecimal realised,
    @Nullable BigDecimal unrealised,
    @Nullable BigDecimal mark,
    String currency,
    @Nullable String fillId,
    Instant at,
    boolean simulated) {

  public PositionChange {
    Guard.text(account, "account");
    Guard.decimal(quantity, "quantity");
    Guard.decimal(averagePrice, "averagePrice");
    Guard.decimal(realised, "realised");
    Guard.decimal(unrealised, "unrealised");
    Guard.decimal(mark, "mark");
    Guard.text(currency, "currency");
    if ((quantity.signum() == 0) != (averagePrice == null)) {
      throw new IllegalArgumentException(
          "averagePrice must be there when a quantity is and only then, was %s for %s"
              .formatted(averagePrice, quantity));
    }
  }
}
