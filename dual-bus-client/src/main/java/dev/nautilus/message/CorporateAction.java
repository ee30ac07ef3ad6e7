package dev.nautilus.message;

import java.time.LocalDate;

/// A split or a cash dividend.
///
/// @param kind what happens
/// @param exDate first day the instrument trades without the right (exchange's calendar)
/// @param amount a dividend's cash per share in the instrument's currency; a split's new shares per
///   old share (4.0 for 4:1)
public record CorporateAction(
    InstrumentId instrument, Kind kind, LocalDate exDate, double amount, Provenance provenance)
    implements MarketDatum {

  /// What happens.
  public enum Kind {
    /// Shares are divided or merged.
    SPLIT,
    /// Cash is paid.
    DIVIDEND
  }

  public CorporateAction {
    Guard.finite(amount, "amount");
    if (amount <= 0) {
      throw new IllegalArgumentException("amount must be more than 0, was " + amount);
    }
  }

  @Override
  public CorporateAction withProvenance(Provenance other) {
    return new CorporateAction(instrument, kind, exDate, amount, other);
  }
}
