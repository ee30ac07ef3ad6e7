package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.Bar;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A long history, asked for page by page, backwards: what the gateway calls the start time is
/// where a page ends, and a page leaves out the bar just before its end. So the end is set one bar
/// later than where the newer page began.
///
/// A page of closed days is empty and is stepped over. Where the gateway has no chart of that
/// length, which it also says when the page would begin before the first bar it has, a shorter one
/// is asked for.
///
/// **Threads** Confined to one.
final class HistoryPages {
  private static final int MOST_PAGES = 80;
  private static final Duration LONGEST_CLOSURE = Duration.ofDays(8);

  /// A US session has 6.5 of a day's 24 hours, five days of seven.
  private static final double SHARE = 6.5 / 24 * 5 / 7;

  private final VendorQuery asked;
  private final BarSize size;
  private final int rowsPerCall;
  private final Instant now;
  private final Function<Page, Outcome<HistoryBars>> ask;
  private final TreeMap<Instant, Bar> rows = new TreeMap<>();
  private boolean truncated;

  /// One request.
  ///
  /// @param end what it calls the start time; null for now
  record Page(BarSize.Period period, @Nullable Instant end) {}

  /// How bars are cut and how many one answer holds.
  ///
  /// @param rowsPerCall the gateway silently gives no more, the newest ones
  record Cut(BarSize size, int rowsPerCall) {}

  HistoryPages(VendorQuery asked, Cut cut, Instant now, Function<Page, Outcome<HistoryBars>> ask) {
    this.asked = asked;
    this.size = cut.size();
    this.rowsPerCall = cut.rowsPerCall();
    this.now = now;
    this.ask = ask;
  }

  /// Whether the gateway may have more than was got.
  boolean truncated() {
    return truncated;
  }

  /// The bars, oldest first; some may lie outside the range asked for.
  Outcome<List<MarketDatum>> collect() {
    Instant to = asked.to() == null ? now : asked.to();
    if (asked.from() != null && !asked.from().isBefore(to)) {
      return Outcome.bad(
          Refusal.BAD_REQUEST, "from must lie before to, was %s to %s".formatted(asked.from(), to));
    }
    Instant reached = to;
    for (int page = 0; page < MOST_PAGES; page++) {
      switch (page(reached)) {
        case Outcome.Bad<Optional<Instant>>(Refused refused) -> {
          if (refused.why() != Refusal.NO_DATA) {
            return new Outcome.Bad<>(refused);
          }
          truncated |= asked.from() != null;
          return result(refused);
        }
        case Outcome.Good<Optional<Instant>>(Optional<Instant> oldest) -> {
          Instant next = oldest.orElse(reached.minus(stride(reached)));
          boolean stuck = oldest.isPresent() && !next.isBefore(reached);
          reached = next;
          if (stuck || isEnough(reached, to)) {
            truncated |= stuck && asked.from() != null && reached.isAfter(asked.from());
            return result(null);
          }
        }
      }
    }
    truncated = true;
    return result(null);
  }

  private Outcome<List<MarketDatum>> result(@Nullable Refused nothing) {
    if (!rows.isEmpty()) {
      return Outcome.good(List.copyOf(rows.values()));
    }
    return nothing == null
        ? Outcome.bad(Refusal.NO_DATA, "has no bars there")
        : new Outcome.Bad<>(nothing);
  }

  /// Asks for the page that ends where the newer ones began, shorter while the gateway has none.
  private Outcome<Optional<Instant>> page(Instant reached) {
    Optional<BarSize.Period> period = Optional.of(size.reaching(far(reached)));
    Refused nothing = null;
    while (period.isPresent()) {
      Outcome<HistoryBars> outcome = ask.apply(new Page(period.get(), end(reached)));
      if (outcome instanceof Outcome.Good<HistoryBars>(HistoryBars bars)) {
        bars.bars().forEach(bar -> rows.putIfAbsent(bar.start(), bar));
        truncated |= asked.from() == null && asked.limit() == 0 && bars.count() >= rowsPerCall;
        return Outcome.good(bars.oldest());
      }
      nothing = ((Outcome.Bad<HistoryBars>) outcome).refused();
      if (nothing.why() != Refusal.NO_DATA) {
        break;
      }
      period = size.shorter(period.get());
    }
    return nothing == null
        ? Outcome.bad(Refusal.NO_DATA, "has no chart there")
        : new Outcome.Bad<>(nothing);
  }

  /// Null for a page that ends now: the newest bar is then the running one.
  private @Nullable Instant end(Instant reached) {
    if (!reached.isBefore(now)) {
      return null;
    }
    return size.isIntraday() ? reached.plus(size.length()) : reached;
  }

  private Duration far(Instant reached) {
    if (asked.from() != null) {
      return Duration.between(asked.from(), reached);
    }
    if (asked.limit() == 0) {
      return size.usual();
    }
    int missing = Math.max(1, asked.limit() - rows.size());
    double share = size.isIntraday() ? SHARE : size == BarSize.DAY ? 5.0 / 7 : 1;
    double millis = missing * (size.length().toMillis() / share);
    return Duration.ofMillis((long) millis).plus(Duration.ofDays(5));
  }

  private Duration stride(Instant reached) {
    return size.reaching(far(reached)).length();
  }

  private boolean isEnough(Instant reached, Instant to) {
    if (asked.from() != null) {
      return !reached.isAfter(asked.from());
    }
    if (rows.isEmpty()) {
      return reached.isBefore(to.minus(LONGEST_CLOSURE));
    }
    return asked.limit() == 0 || inside(to) >= asked.limit();
  }

  private int inside(Instant to) {
    return rows.headMap(to).size();
  }
}
