package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The cache: answers by question, each with its own lifetime, and for a little while the questions
/// about things that do not exist.
final class Shelf {
  /// How long "no such instrument" is believed.
  static final Duration NOT_FOUND_LIFETIME = Duration.ofSeconds(10);

  /// The part of its lifetime in which a value is young. What is looked at every half of a lifetime
  /// and then skipped is fresh until it is looked at again.
  private static final double YOUNG = 0.25;

  /// Nobody fills the memory by asking for names that do not exist.
  private static final int MOST_NOT_FOUND = 10_000;

  /// Without a term values carry no version; they must not outlive the moment it comes.
  private static final Duration UNVERSIONED_LIFETIME = Duration.ofSeconds(5);

  private final Ticker ticker;
  private final Lifetimes lifetimes;
  private final Cache<Inquiry, Held> held;
  private final Cache<Inquiry, Reading.Refused<Sheet>> notFound;
  private final AtomicLong evictions = new AtomicLong();
  private final long mostEntries;

  /// An answer on the shelf.
  ///
  /// @param toldAt ticker reading when its source said it
  /// @param storedAt the same, or when it was last confirmed without being said again
  /// @param freshFor from then on
  /// @param keptFor from then on, for want of a newer one
  /// @param heft how many entries it counts as
  /// @param refreshed set when somebody sees to a newer one
  private record Held(
      Sheet sheet,
      long toldAt,
      long storedAt,
      long freshFor,
      long keptFor,
      int heft,
      AtomicBoolean refreshed) {

    Held confirmedAt(long now) {
      return new Held(sheet, toldAt, now, freshFor, keptFor, heft, new AtomicBoolean());
    }
  }

  Shelf(Lifetimes lifetimes, long mostEntries, Ticker ticker, Executor housekeeping) {
    this.ticker = ticker;
    this.lifetimes = lifetimes;
    this.mostEntries = mostEntries;
    this.held =
        Caffeine.newBuilder()
            .maximumWeight(mostEntries)
            .weigher((Inquiry _, Held value) -> value.heft())
            .expireAfter(Expiry.<Inquiry, Held>writing((_, value) -> kept(value)))
            .evictionListener((_, _, cause) -> countEviction(cause))
            .ticker(ticker)
            .executor(housekeeping)
            .build();
    this.notFound =
        Caffeine.newBuilder()
            .maximumSize(MOST_NOT_FOUND)
            .expireAfterWrite(NOT_FOUND_LIFETIME)
            .ticker(ticker)
            .executor(housekeeping)
            .build();
  }

  /// What can be said at once: a fresh value, or that there is no such thing; null when a vendor
  /// must be asked.
  @Nullable Reading<Sheet> current(Inquiry inquiry) {
    Held value = held.getIfPresent(inquiry);
    if (value != null) {
      long age = age(value);
      if (age < value.freshFor()) {
        return new Reading.Fresh<>(value.sheet(), Duration.ofNanos(age));
      }
    }
    return notFound.getIfPresent(inquiry);
  }

  /// Whether this value, which is in use, should be fetched anew now. Says so once for each value.
  boolean wantsRefresh(Inquiry inquiry) {
    Held value = held.getIfPresent(inquiry);
    return value != null
        && age(value) >= lifetimes.refreshedAtNanos(inquiry.type())
        && value.refreshed().compareAndSet(false, true);
  }

  /// A refresh came to nothing: the next one who asks may try again.
  void notRefreshed(Inquiry inquiry) {
    Held value = held.getIfPresent(inquiry);
    if (value != null) {
      value.refreshed().set(false);
    }
  }

  /// The best that can be said when a vendor refused: an old value if the type allows it.
  Reading<Sheet> afterRefusal(Inquiry inquiry, Reading.Refused<Sheet> refused) {
    Held value = held.getIfPresent(inquiry);
    if (value != null && (refused.why().isRetryable() || isPushedOnly(inquiry, refused))) {
      long age = age(value);
      if (age < value.freshFor()) {
        return new Reading.Fresh<>(value.sheet(), Duration.ofNanos(age));
      }
      return new Reading.Stale<>(value.sheet(), Duration.ofNanos(age), refused.why());
    }
    if (refused.why() == Refusal.NOT_FOUND) {
      notFound.put(inquiry, refused);
    }
    return refused;
  }

  Reading<Sheet> put(Inquiry inquiry, Sheet sheet) {
    boolean versioned = sheet.newest().provenance().version() > 0;
    Duration fresh = lifetimes.fresh(inquiry.type());
    Duration stale = lifetimes.stale(inquiry.type());
    if (!versioned && inquiry.text() == null) {
      fresh = fresh.compareTo(UNVERSIONED_LIFETIME) < 0 ? fresh : UNVERSIONED_LIFETIME;
      stale = Duration.ZERO;
    }
    held.put(inquiry, held(sheet, Duration.ZERO, fresh, stale));
    notFound.invalidate(inquiry);
    return new Reading.Fresh<>(sheet, Duration.ZERO);
  }

  /// Puts back what was known before this process, unless it is too old or something is there.
  ///
  /// @param age since it was received
  void recall(Inquiry inquiry, Sheet sheet, Duration age) {
    Duration fresh = lifetimes.fresh(inquiry.type());
    Duration stale = lifetimes.stale(inquiry.type());
    if (!age.isNegative() && age.compareTo(fresh.plus(stale)) < 0) {
      held.asMap().putIfAbsent(inquiry, held(sheet, age, fresh, stale));
    }
  }

  /// Begins the lifetime of a value anew, because its source says that it still stands.
  ///
  /// @param by who says so; another source's value is not confirmed
  /// @param longest time since the value itself was said, after which it is not believed any more
  /// @return whether the value is fresh now
  boolean confirm(Inquiry inquiry, Source by, Duration longest) {
    long now = ticker.read();
    Held confirmed =
        held.asMap()
            .computeIfPresent(
                inquiry,
                (_, value) ->
                    isBy(by, value) && now - value.toldAt() < longest.toNanos()
                        ? value.confirmedAt(now)
                        : value);
    return confirmed != null && confirmed.storedAt() == now && isBy(by, confirmed);
  }

  private static boolean isBy(Source source, Held value) {
    return value.sheet().newest().provenance().source().equals(source);
  }

  /// Whether a value is so young that it need not be fetched again yet: in the first part of its
  /// lifetime.
  boolean isYoung(Inquiry inquiry) {
    Held value = held.getIfPresent(inquiry);
    return value != null && age(value) < value.freshFor() * YOUNG;
  }

  private Held held(Sheet sheet, Duration age, Duration fresh, Duration stale) {
    long freshFor = fresh.toNanos();
    long storedAt = ticker.read() - age.toNanos();
    return new Held(
        sheet,
        storedAt,
        storedAt,
        freshFor,
        freshFor + stale.toNanos(),
        Heft.of(sheet),
        new AtomicBoolean());
  }

  long size() {
    held.cleanUp();
    return held.estimatedSize();
  }

  Duration lifetime(ServedType type) {
    return lifetimes.fresh(type);
  }

  CacheMode mode(ServedType type) {
    return lifetimes.mode(type);
  }

  /// Entries in use, larger answers as often as they count.
  long weight() {
    held.cleanUp();
    return held.policy().eviction().map(eviction -> eviction.weightedSize().orElse(0)).orElse(0L);
  }

  long mostEntries() {
    return mostEntries;
  }

  long evictions() {
    return evictions.get();
  }

  private static boolean isPushedOnly(Inquiry inquiry, Reading.Refused<Sheet> refused) {
    return refused.why() == Refusal.NOT_SERVED && inquiry.type().shape() == ServedType.Shape.LATEST;
  }

  private Duration kept(Held value) {
    return Duration.ofNanos(Math.max(0, value.keptFor() - age(value)));
  }

  private long age(Held value) {
    return Math.max(0, ticker.read() - value.storedAt());
  }

  private void countEviction(RemovalCause cause) {
    if (cause == RemovalCause.SIZE) {
      evictions.incrementAndGet();
    }
  }

  /// Lets all values go.
  void forget() {
    held.invalidateAll();
    notFound.invalidateAll();
  }
}
