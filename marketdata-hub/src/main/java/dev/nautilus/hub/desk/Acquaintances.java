package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.List;

/// Which source knows which instrument, as its answers told. A source that said "never heard of it"
/// is not asked again for a while: each such call would use up a quota to learn the same.
///
/// A source that has answered about an instrument is believed only when it denies it twice: vendors
/// deny in passing what they do know.
///
/// **Threads** Safe for many. Bounded; what is forgotten is asked again.
final class Acquaintances {
  private static final int MOST = 100_000;

  private final Cache<Subject, Boolean> known;

  private record Subject(Source source, ServedType type, InstrumentId instrument) {}

  /// @param believedFor how long an answer is remembered
  Acquaintances(Duration believedFor, Ticker ticker) {
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(believedFor)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /// The source answered about an instrument.
  void answered(Source source, ServedType type, InstrumentId instrument) {
    known.put(new Subject(source, type, instrument), true);
  }

  /// The source said that it does not know an instrument.
  void denied(Source source, ServedType type, InstrumentId instrument) {
    known
        .asMap()
        .compute(
            new Subject(source, type, instrument),
            (_, before) -> Boolean.TRUE.equals(before) ? null : Boolean.FALSE);
  }

  /// Whether the source is believed to know none of these; false when there are none.
  boolean areStrangers(Source source, ServedType type, List<InstrumentId> instruments) {
    return !instruments.isEmpty()
        && instruments.stream()
            .allMatch(
                each -> Boolean.FALSE.equals(known.getIfPresent(new Subject(source, type, each))));
  }

  /// Whether the source has answered about one of these.
  boolean areKnown(Source source, ServedType type, List<InstrumentId> instruments) {
    return instruments.stream()
        .anyMatch(each -> Boolean.TRUE.equals(known.getIfPresent(new Subject(source, type, each))));
  }
}
