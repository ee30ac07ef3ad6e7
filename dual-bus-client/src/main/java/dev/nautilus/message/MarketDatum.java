package dev.nautilus.message;

/// A statement about the market by a source, versioned by the hub.
public sealed interface MarketDatum
    permits Tick,
        Quote,
        Trade,
        Bar,
        Level2,
        Nbbo,
        News,
        Fundamental,
        Economic,
        Sentiment,
        CorporateAction {

  /// What it is about.
  InstrumentId instrument();

  /// Where it comes from.
  Provenance provenance();

  /// The same statement with other provenance, as the hub makes it when it assigns a version.
  MarketDatum withProvenance(Provenance provenance);
}
