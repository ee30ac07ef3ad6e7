package dev.nautilus.hub.desk;

import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.News;

/// How much room an answer takes in the cache, in entries: an answer of up to a kilobyte is one, a
/// larger one counts as several, so that a few long histories cannot fill the memory that was meant
/// for many quotes. Estimated, not measured.
final class Heft {
  private static final int BYTES_PER_ENTRY = 1024;

  /// A record with its numbers, identifiers and provenance.
  private static final int DATUM = 200;

  /// An observation, a level of a book, a figure with its name.
  private static final int ROW = 64;

  private Heft() {}

  /// Entries, 1 or more.
  static int of(Sheet sheet) {
    long bytes = 0;
    for (MarketDatum datum : sheet.data()) {
      bytes += of(datum);
    }
    return (int) Math.clamp(Math.ceilDiv(bytes, BYTES_PER_ENTRY), 1L, Integer.MAX_VALUE);
  }

  private static long of(MarketDatum datum) {
    return switch (datum) {
      case Economic series -> DATUM + ROW * (long) series.observations().size();
      case Level2 book -> DATUM + ROW * ((long) book.bids().size() + book.asks().size());
      case Fundamental figures ->
          DATUM + ROW * ((long) figures.values().size() + 2L * figures.texts().size());
      case News news -> DATUM + 2L * (news.headline().length() + news.link().length());
      default -> DATUM;
    };
  }
}
