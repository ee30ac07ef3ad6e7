package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Asks for a range of dates until it is all there. The vendor stops at the number of rows of the
/// plan and does not say so: what came is compared with what was asked for, and the part that is
/// missing at either end is asked for again until nothing new comes.
///
/// @param page asks for a range, both ends included; a start of null is the vendor's first
/// @param date the day of a row
/// @param key what makes a row the same as one that came before
/// @param slack how many days may be missing at an end before it is asked for again
/// @param <T> a row
record DatedPages<T>(
    Page<T> page,
    Function<T, LocalDate> date,
    Function<T, Object> key,
    ToIntFunction<List<T>> slack) {
  private static final int MOST_PAGES = 20;

  /// One request.
  interface Page<T> {
    /// Rows in any order; none is [Refusal#NO_DATA].
    Outcome<List<T>> ask(@Nullable LocalDate from, LocalDate to);
  }

  /// All rows by date.
  ///
  /// @param open true when the pages did not come to an end
  /// @param last the newest row's day
  record Range<T>(List<T> rows, boolean open, LocalDate last) {}

  Outcome<Range<T>> all(@Nullable LocalDate from, LocalDate to) {
    Map<Object, T> rows = new LinkedHashMap<>();
    LocalDate start = from;
    LocalDate end = to;
    boolean startDone = from == null;
    boolean endDone = false;
    boolean towardsEnd = false;
    for (int i = 0; i < MOST_PAGES; i++) {
      int before = rows.size();
      switch (page.ask(start, end)) {
        case Outcome.Good<List<T>>(List<T> more) ->
            more.forEach(row -> rows.putIfAbsent(key.apply(row), row));
        case Outcome.Bad<List<T>>(Refused refused) -> {
          if (rows.isEmpty() || refused.why() != Refusal.NO_DATA) {
            return new Outcome.Bad<>(refused);
          }
        }
      }
      boolean nothingNew = rows.size() == before;
      startDone |= nothingNew && i > 0 && !towardsEnd;
      endDone |= nothingNew && i > 0 && towardsEnd;
      List<T> sorted = sorted(rows);
      int days = slack.applyAsInt(sorted);
      LocalDate first = date.apply(sorted.getFirst());
      LocalDate last = date.apply(sorted.getLast());
      startDone |= from != null && !first.isAfter(from.plusDays(days));
      endDone |= !last.isBefore(to.minusDays(days));
      if (startDone && endDone) {
        return Outcome.good(new Range<>(sorted, false, last));
      }
      towardsEnd = startDone;
      start = towardsEnd ? last : from;
      end = towardsEnd ? to : first;
    }
    List<T> sorted = sorted(rows);
    return Outcome.good(new Range<>(sorted, true, date.apply(sorted.getLast())));
  }

  private List<T> sorted(Map<Object, T> rows) {
    List<T> sorted = new ArrayList<>(rows.values());
    sorted.sort((a, b) -> date.apply(a).compareTo(date.apply(b)));
    return sorted;
  }
}
