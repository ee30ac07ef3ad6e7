package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps the newest [TickerDirectory]: fetched once a day, and again when somebody asks for a
/// ticker that is not in it, but not more often than once an hour. An old one beats none: tickers
/// rarely change.
///
/// **Threads** Safe for many; who comes while it is fetched waits.
final class TickerBook {
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Duration LEAST = Duration.ofHours(1);

  private final InstantSource clock;
  private final Supplier<Outcome<TickerDirectory>> source;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TickerDirectory newest;
  private Instant fetchedAt = Instant.MIN;

  TickerBook(InstantSource clock, Supplier<Outcome<TickerDirectory>> source) {
    this.clock = clock;
    this.source = source;
  }

  /// The filer of a ticker.
  Outcome<Long> cik(String ticker) {
    Outcome<TickerDirectory> known = directory(LIFETIME);
    if (known instanceof Outcome.Good<TickerDirectory>(TickerDirectory directory)
        && directory.cik(ticker).isEmpty()) {
      known = directory(LEAST);
    }
    return known.then(
        directory ->
            directory
                .cik(ticker)
                .<Outcome<Long>>map(Outcome::good)
                .orElseGet(
                    () -> Outcome.bad(Refusal.NOT_FOUND, "no filer has the ticker " + ticker)));
  }

  /// The whole directory.
  Outcome<TickerDirectory> directory() {
    return directory(LIFETIME);
  }

  private Outcome<TickerDirectory> directory(Duration lifetime) {
    lock.lock();
    try {
      TickerDirectory known = newest;
      if (known != null && clock.instant().isBefore(fetchedAt.plus(lifetime))) {
        return Outcome.good(known);
      }
      Outcome<TickerDirectory> fetched = source.get();
      if (fetched instanceof Outcome.Good<TickerDirectory>(TickerDirectory fresh)) {
        newest = fresh;
        fetchedAt = clock.instant();
        return fetched;
      }
      return known == null ? fetched : Outcome.good(known);
    } finally {
      lock.unlock();
    }
  }
}
