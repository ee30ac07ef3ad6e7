package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;

/// Where two sources stream the same thing, one of them speaks: the preferred one, for as long as
/// it does. When it has been silent for a while the other takes over.
///
/// **Threads** Safe for many; calls about one type and instrument must come one at a time.
final class Incumbents {
  private static final int MOST = 100_000;

  private final Ranking ranking;
  private final Cache<Subject, Source> speaking;

  private record Subject(ServedType type, InstrumentId instrument) {}

  Incumbents(Ranking ranking, Duration incumbency, Ticker ticker) {
    this.ranking = ranking;
    this.speaking =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(incumbency)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /// Whether this source speaks about the datum's subject; if so, it goes on doing so.
  boolean admits(MarketDatum datum) {
    ServedType type = ServedType.of(datum);
    Subject subject = new Subject(type, datum.instrument());
    Source mine = datum.provenance().source();
    Source current = speaking.getIfPresent(subject);
    if (current != null && ranking.rank(type, current) < ranking.rank(type, mine)) {
      return false;
    }
    speaking.put(subject, mine);
    return true;
  }
}
