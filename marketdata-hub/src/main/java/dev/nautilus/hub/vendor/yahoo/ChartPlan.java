package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which chart requests answer a question about one instrument: a long span of minute bars takes
/// several, and what Yahoo no longer keeps is not asked for.
///
/// @param calls in order of time
/// @param clamped true when the question reaches further back than Yahoo does
record ChartPlan(List<ChartCall> calls, boolean clamped) {
  /// A US session has 6.5 of a day's 24 hours; a limit in bars is turned into a span with it.
  private static final double SESSION_SHARE = 6.5 / 24;

  private static final double WORKDAY_SHARE = 5.0 / 7;
  private static final Duration LONG_WEEKEND = Duration.ofDays(5);

  /// Bars at the very edge of what is kept may be gone by the time the request arrives.
  private static final Duration EDGE = Duration.ofHours(1);

  /// A date begins up to 14 hours before midnight UTC, and its session may end after the next.
  private static final Duration DATE_LINE = Duration.ofDays(1);

  static Outcome<ChartPlan> bars(VendorQuery query, InstrumentId instrument, Instant now) {
    BarSpec spec = query.interval() == null ? BarSpec.DAY : query.interval();
    return ChartInterval.of(spec)
        .map(interval -> bars(query, instrument, interval, now))
        .orElseGet(
            () ->
                Outcome.bad(
                    Refusal.BAD_REQUEST,
                    "interval must be one of %s, was %s".formatted(ChartInterval.allowed(), spec)));
  }

  /// Splits and dividends, five years back unless asked otherwise.
  static ChartPlan actions(VendorQuery query, InstrumentId instrument, Instant now) {
    Instant from = query.from();
    if (from == null) {
      return new ChartPlan(
          List.of(new ChartCall(instrument, ChartInterval.DAY, null, null, "5y", true)), false);
    }
    Instant to = query.to() == null ? now : query.to();
    return new ChartPlan(
        List.of(
            new ChartCall(
                instrument,
                ChartInterval.DAY,
                from.minus(DATE_LINE),
                to.plus(DATE_LINE),
                "",
                true)),
        false);
  }

  private static Outcome<ChartPlan> bars(
      VendorQuery query, InstrumentId instrument, ChartInterval interval, Instant now) {
    Instant to = query.to() == null ? now : query.to();
    Instant from = query.from();
    if (from == null && query.limit() == 0 && query.to() == null) {
      return Outcome.good(
          new ChartPlan(
              List.of(
                  new ChartCall(instrument, interval, null, null, interval.defaultRange(), false)),
              false));
    }
    if (from == null) {
      from = to.minus(spanOf(query.limit() == 0 ? 500 : query.limit(), interval));
    }
    if (!from.isBefore(to)) {
      return Outcome.bad(
          Refusal.BAD_REQUEST, "from must lie before to, was %s to %s".formatted(from, to));
    }
    Instant oldest = interval.kept().map(kept -> now.minus(kept).plus(EDGE)).orElse(Instant.MIN);
    if (!to.isAfter(oldest)) {
      return Outcome.bad(
          Refusal.NO_DATA,
          "Yahoo keeps %s bars for %d days; asked for %s to %s"
              .formatted(
                  interval.wire(), interval.kept().orElse(Duration.ZERO).toDays(), from, to));
    }
    boolean clamped = query.from() != null && from.isBefore(oldest);
    Instant start = from.isBefore(oldest) ? oldest : from;
    return Outcome.good(new ChartPlan(split(instrument, interval, start, to), clamped));
  }

  private static List<ChartCall> split(
      InstrumentId instrument, ChartInterval interval, Instant from, Instant to) {
    Instant first = interval.isIntraday() ? from : from.minus(DATE_LINE);
    Instant end = interval.isIntraday() ? to : to.plus(DATE_LINE);
    Duration step = interval.perCall().orElse(Duration.between(first, end));
    List<ChartCall> calls = new ArrayList<>();
    for (Instant at = first; at.isBefore(end); at = at.plus(step)) {
      Instant until = at.plus(step).isBefore(end) ? at.plus(step) : end;
      calls.add(new ChartCall(instrument, interval, at, until, "", false));
    }
    return List.copyOf(calls);
  }

  private static Duration spanOf(int bars, ChartInterval interval) {
    double share =
        interval.isIntraday()
            ? SESSION_SHARE * WORKDAY_SHARE
            : interval == ChartInterval.DAY ? WORKDAY_SHARE : 1;
    double millis = bars * (interval.length().toMillis() / share);
    return Duration.ofMillis((long) millis).plus(LONG_WEEKEND);
  }

  /// Whether the question is one for the chart endpoint.
  static boolean answers(VendorQuery query) {
    return query.type().equals(MessageType.BAR)
        || query.type().equals(MessageType.CORPORATE_ACTION);
  }
}
