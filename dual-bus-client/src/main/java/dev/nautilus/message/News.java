package dev.nautilus.message;

import java.time.Instant;
import java.util.List;

/// A headline about an instrument.
///
/// @param id the vendor's id of the article, stable over repeats
/// @param headline title as published
/// @param publisher who wrote it; empty when the source does not say
/// @param link where to read it; empty when there is none
/// @param publishedAt by the publisher's clock (UTC)
/// @param related other instruments the vendor names
public record News(
    InstrumentId instrument,
    String id,
    String headline,
    String publisher,
    String link,
    Instant publishedAt,
    List<InstrumentId> related,
    Provenance provenance)
    implements MarketDatum {

  public News {
    Guard.text(id, "id");
    Guard.text(headline, "headline");
    related = List.copyOf(related);
  }

  @Override
  public News withProvenance(Provenance other) {
    return new News(instrument, id, headline, publisher, link, publishedAt, related, other);
  }
}
