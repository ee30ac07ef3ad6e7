package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// Which requests answer a question about the bars of one instrument. The vendor gives the newest
/// hundred rows or, to premium plans, all: days of twenty years, or the minutes of one month.
///
/// @param calls in order of time
/// @param wanted most bars wanted; 0 for all in range
/// @param clamped true when the question reaches further back than the plan goes
record SeriesPlan(List<SeriesCall> calls, int wanted, boolean clamped) {
  /// What `outputsize=compact` gives.
  static final int COMPACT = 100;

  private static final int MOST_MONTHS = 24;

  /// `outputsize=full` without a month goes back that far.
  private static final Duration FULL_INTRADAY = Duration.ofDays(30);

  private static final double WORKDAY_SHARE = 5.0 / 7;

  /// A US session has 6.5 of a day's 24 hours.
  private static final double SESSION_SHARE = 6.5 / 24;

  static Outcome<SeriesPlan> of(
      VendorQuery query, InstrumentId instrument, boolean premium, Instant now) {
    BarSpec spec = query.interval() == null ? BarSpec.DAY : query.interval();
    SeriesInterval interval = SeriesInterval.of(spec).orElse(null);
    AlphaSymbol symbol = AlphaSymbol.of(instrument).orElse(null);
    if (interval == null || symbol == null) {
      return Outcome.bad(Refusal.BAD_REQUEST, "has no %s bars of %s".formatted(spec, instrument));
    }
    Instant to = query.to() == null ? now : query.to();
    Instant from = query.from();
    if (from != null && !from.isBefore(to)) {
      return Outcome.bad(
          Refusal.BAD_REQUEST, "from must lie before to, was %s to %s".formatted(from, to));
    }
    int limit = query.limit() == 0 && from == null ? COMPACT : query.limit();
    Instant first = from == null ? to.minus(spanOf(limit, interval, symbol)) : from;
    boolean enough = rowsSince(first, interval, symbol, now) <= COMPACT;
    boolean full = premium && !enough;
    SeriesCall newest = new SeriesCall(instrument, symbol, interval, null, full);
    boolean byMonth =
        full
            && interval.isIntraday()
            && symbol instanceof AlphaSymbol.Share
            && first.isBefore(now.minus(FULL_INTRADAY));
    if (!byMonth) {
      return Outcome.good(new SeriesPlan(List.of(newest), limit, false));
    }
    return Outcome.good(months(newest, first, to, limit));
  }

  private static SeriesPlan months(SeriesCall newest, Instant from, Instant to, int limit) {
    YearMonth first = YearMonth.from(from.atZone(AlphaText.EASTERN));
    YearMonth last = YearMonth.from(to.minusNanos(1).atZone(AlphaText.EASTERN));
    YearMonth oldest = last.minusMonths(MOST_MONTHS - 1L);
    boolean clamped = first.isBefore(oldest);
    List<SeriesCall> calls = new ArrayList<>();
    for (YearMonth m = clamped ? oldest : first; !m.isAfter(last); m = m.plusMonths(1)) {
      calls.add(new SeriesCall(newest.instrument(), newest.symbol(), newest.interval(), m, true));
    }
    return new SeriesPlan(List.copyOf(calls), limit, clamped);
  }

  /// Whether the vendor, without saying so, gave less than was asked for: it stopped at its hundred
  /// rows, and what is missing lies before them.
  ///
  /// @param received everything it sent, oldest first
  boolean cutShort(VendorQuery query, List<MarketDatum> received) {
    SeriesCall call = calls.getFirst();
    if (clamped) {
      return true;
    }
    if (call.full()
        || received.size() < COMPACT
        || call.interval().compareTo(SeriesInterval.DAY) > 0) {
      return false;
    }
    Instant from = query.from();
    boolean startMissing =
        from != null
            && received.getFirst() instanceof Bar bar
            && bar.start().isAfter(from.plus(call.interval().length()));
    return startMissing ? wanted == 0 || wanted > received.size() : wanted > received.size();
  }

  private static long rowsSince(
      Instant first, SeriesInterval interval, AlphaSymbol symbol, Instant now) {
    double spans = Duration.between(first, now).toMillis() / (double) interval.length().toMillis();
    return (long) Math.ceil(spans * share(interval, symbol));
  }

  private static Duration spanOf(int bars, SeriesInterval interval, AlphaSymbol symbol) {
    double millis = bars * (interval.length().toMillis() / share(interval, symbol));
    return Duration.ofMillis((long) millis);
  }

  /// How much of the time has bars.
  private static double share(SeriesInterval interval, AlphaSymbol symbol) {
    if (!(symbol instanceof AlphaSymbol.Share) || interval.compareTo(SeriesInterval.DAY) > 0) {
      return 1;
    }
    return interval.isIntraday() ? WORKDAY_SHARE * SESSION_SHARE : WORKDAY_SHARE;
  }
}
