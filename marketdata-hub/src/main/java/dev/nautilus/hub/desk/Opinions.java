package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Compares what sources say about the price of one instrument. Which of the two is right it does
/// not know: it says that they differ.
///
/// The price of a quote is the middle of both sides, or the last price where a side is missing. Two
/// quotes are comparable when they were observed at about the same time and in the same currency.
///
/// **Threads** Safe for many.
final class Opinions {
  /// The name of the check in a [DataQuality].
  static final String CHECK = "source_disagreement";

  private static final int MOST_INSTRUMENTS = 20_000;

  private final RoutingProperties properties;
  private final InstantSource clock;
  private final Consumer<DataQuality> doubts;
  private final Cache<InstrumentId, Map<Source, Quote>> newest;
  private final Cache<Pair, Boolean> told;

  private record Pair(InstrumentId instrument, Source one, Source other) {
    static Pair of(Quote one, Quote other) {
      Source first = one.provenance().source();
      Source second = other.provenance().source();
      return first.name().compareTo(second.name()) < 0
          ? new Pair(one.instrument(), first, second)
          : new Pair(one.instrument(), second, first);
    }
  }

  Opinions(
      RoutingProperties properties,
      InstantSource clock,
      Ticker ticker,
      Consumer<DataQuality> doubts) {
    this.properties = properties;
    this.clock = clock;
    this.doubts = doubts;
    this.newest =
        Caffeine.newBuilder().maximumSize(MOST_INSTRUMENTS).executor(Runnable::run).build();
    this.told =
        Caffeine.newBuilder()
            .maximumSize(MOST_INSTRUMENTS)
            .expireAfterWrite(properties.doubtEvery())
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /// Takes what a source says, whether it is passed on or not.
  void heard(Quote quote) {
    Map<Source, Quote> others = newest.get(quote.instrument(), _ -> new HashMap<>());
    synchronized (others) {
      for (Map.Entry<Source, Quote> other : others.entrySet()) {
        if (!other.getKey().equals(quote.provenance().source())) {
          compare(quote, other.getValue());
        }
      }
      others.put(quote.provenance().source(), quote);
    }
  }

  private void compare(Quote quote, Quote other) {
    OptionalDouble mine = price(quote);
    OptionalDouble theirs = price(other);
    if (mine.isEmpty() || theirs.isEmpty() || !areComparable(quote, other)) {
      return;
    }
    double difference = difference(mine.getAsDouble(), theirs.getAsDouble());
    if (difference > properties.tolerance()
        && told.asMap().putIfAbsent(Pair.of(quote, other), true) == null) {
      doubts.accept(
          new DataQuality(
              quote.instrument(),
              CHECK,
              quote.provenance().source(),
              String.format(
                  Locale.ROOT,
                  "%s says %s, %s says %s: %.4f apart, more than %s",
                  quote.provenance().source(),
                  mine.getAsDouble(),
                  other.provenance().source(),
                  theirs.getAsDouble(),
                  difference,
                  properties.tolerance()),
              clock.instant()));
    }
  }

  private boolean areComparable(Quote quote, Quote other) {
    Duration apart =
        Duration.between(quote.provenance().observedAt(), other.provenance().observedAt()).abs();
    boolean sameCurrency =
        quote.currency() == null
            || other.currency() == null
            || quote.currency().equals(other.currency());
    return sameCurrency
        && apart.compareTo(properties.comparable()) <= 0
        && quote.provenance().simulated() == other.provenance().simulated();
  }

  /// Relative to the larger of both, so that it does not matter who is named first; 0 when both are
  /// 0, and up to 2 when one is negative.
  private static double difference(double one, double other) {
    double scale = Math.max(Math.abs(one), Math.abs(other));
    return scale == 0 ? 0 : Math.abs(one - other) / scale;
  }

  private static OptionalDouble price(Quote quote) {
    return quote.bid().isPresent() && quote.ask().isPresent()
        ? OptionalDouble.of((quote.bid().getAsDouble() + quote.ask().getAsDouble()) / 2)
        : quote.last();
  }
}
