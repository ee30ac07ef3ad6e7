package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Flights.Landing;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How far back vendors are asked for bars. Questions for bars up to now of one instrument that
/// differ only in where they begin or in how many rows they want are asked as one, from a midnight
/// (UTC) a fixed number of days back: one call, one entry of the cache and one flight serve them
/// all, and each is given what lies in its own range, as if it had been asked alone.
///
/// Left as they are: a question with an end or without a beginning, about bars of another length
/// than a minute or a day, to chosen sources, or further back than the longest stretch. One for the
/// last hours is not made longer, but is answered from a stretch that is at hand.
///
/// **Threads** Any.
///
/// @param clock says what is now
record Stretches(InstantSource clock) {
  /// Days back, ascending. Minutes: with the rest of a day less than one and less than three of the
  /// weeks that Yahoo gives at once. Days: within the hundred rows that Alpha Vantage gives for
  /// free, and the 800 days of trading that fit into one answer of IBKR.
  private static final Map<BarSpec, List<Integer>> DAYS =
      Map.of(BarSpec.MINUTE, List.of(6, 16), BarSpec.DAY, List.of(90, 1160));

  /// What reaches less far back is cheap to ask for by itself.
  private static final Duration SHORT = Duration.ofDays(1);

  /// The questions whose answers hold the answer to this one, the one to ask first; the question
  /// itself where there is no other.
  ///
  /// @param normal without what cannot change its answer
  List<Inquiry> holding(Inquiry normal) {
    Instant from = normal.from();
    BarSpec spec = normal.interval();
    if (from == null || spec == null || normal.to() != null || !normal.sources().isEmpty()) {
      return List.of(normal);
    }
    Instant now = clock.instant();
    List<Inquiry> holding = new ArrayList<>();
    if (from.isAfter(now.minus(SHORT))) {
      holding.add(normal);
    }
    for (int days : DAYS.getOrDefault(spec, List.of())) {
      Duration reach = Duration.ofDays(days);
      if (!from.isBefore(now.minus(reach))) {
        Instant midnight = now.minus(reach).truncatedTo(ChronoUnit.DAYS);
        holding.add(normal.between(midnight, null).atMost(0));
      }
    }
    return holding.isEmpty() ? List.of(normal) : holding;
  }

  /// What a question gets of the answer to one that holds it.
  static Landing cut(Inquiry asked, Inquiry held, Landing landing) {
    if (asked.equals(held)) {
      return landing;
    }
    return switch (landing.reading()) {
      case Reading.Fresh<Sheet>(Sheet sheet, Duration age) -> {
        List<MarketDatum> rows = rows(asked, sheet);
        yield new Landing(
            rows.isEmpty() ? nothing(asked) : new Reading.Fresh<>(cut(asked, sheet, rows), age),
            landing.paid());
      }
      case Reading.Stale<Sheet>(Sheet sheet, Duration age, Refusal why) -> {
        List<MarketDatum> rows = rows(asked, sheet);
        yield new Landing(
            rows.isEmpty()
                ? nothing(asked)
                : new Reading.Stale<>(cut(asked, sheet, rows), age, why),
            landing.paid());
      }
      case Reading.Refused<Sheet> _ -> landing;
    };
  }

  private static List<MarketDatum> rows(Inquiry asked, Sheet sheet) {
    Instant from = asked.from();
    List<MarketDatum> inside =
        sheet.data().stream()
            .filter(
                each -> from == null || !(each instanceof Bar bar && bar.start().isBefore(from)))
            .toList();
    int left = asked.limit() == 0 ? 0 : Math.max(0, inside.size() - asked.limit());
    return inside.subList(left, inside.size());
  }

  /// Rows that a vendor kept back were before the oldest that it gave.
  private static Sheet cut(Inquiry asked, Sheet sheet, List<MarketDatum> rows) {
    boolean whole =
        rows.size() < sheet.data().size() || (asked.limit() > 0 && rows.size() >= asked.limit());
    return new Sheet(rows, sheet.truncated() && !whole);
  }

  private static Reading<Sheet> nothing(Inquiry asked) {
    return new Reading.Refused<>(
        Refusal.NO_DATA,
        "There is no bar of %s from %s on.".formatted(asked.instrument(), asked.from()));
  }
}
