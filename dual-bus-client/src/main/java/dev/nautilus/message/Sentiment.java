package dev.nautilus.message;

import java.util.OptionalDouble;

/// How the news speaks of an instrument, absolute.
///
/// @param score -1 (bearish) to 1 (bullish)
/// @param relevance fraction in [0, 1], when the source says so
/// @param articles how many articles it rests on, 0 when unknown
public record Sentiment(
    InstrumentId instrument,
    double score,
    OptionalDouble relevance,
    int articles,
    Provenance provenance)
    implements MarketDatum {

  public Sentiment {
    if (!(score >= -1 && score <= 1)) {
      throw new IllegalArgumentException("score must be in [-1, 1], was " + score);
    }
    relevance.ifPresent(value -> Guard.fraction(value, "relevance"));
  }

  @Override
  public Sentiment withProvenance(Provenance other) {
    return new Sentiment(instrument, score, relevance, articles, other);
  }
}
