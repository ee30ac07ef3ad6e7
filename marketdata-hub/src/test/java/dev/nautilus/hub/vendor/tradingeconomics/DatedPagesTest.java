package dev.nautilus.hub.vendor.tradingeconomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.tradingeconomics.DatedPages.Range;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Against a vendor that has a row for each day of a span and stops at a number of rows.
class DatedPagesTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

  private final List<String> asked = new ArrayList<>();

  private DatedPages<LocalDate> pages(int cap, boolean newestFirst) {
    return new DatedPages<>(
        (from, to) -> answer(from, to, cap, newestFirst), day -> day, day -> day, rows -> 3);
  }

  private Outcome<List<LocalDate>> answer(
      @Nullable LocalDate from, LocalDate to, int cap, boolean newestFirst) {
    asked.add(from + ".." + to);
    List<LocalDate> days =
        FIRST
            .datesUntil(LAST.plusDays(1))
            .filter(day -> from == null || !day.isBefore(from))
            .filter(day -> !day.isAfter(to))
            .sorted(newestFirst ? Comparator.reverseOrder() : Comparator.naturalOrder())
            .limit(cap)
            .toList();
    return days.isEmpty() ? Outcome.bad(Refusal.NO_DATA, "none") : Outcome.good(days);
  }

  private Range<LocalDate> good(Outcome<Range<LocalDate>> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<Range<LocalDate>>) outcome).value();
  }

  @Test
  void range_answeredWhole_isAskedOnce() {
    assertThat(good(pages(1000, false).all(FIRST, LAST)).rows()).hasSize(366);
    assertThat(asked).hasSize(1);
  }

  @Test
  void range_cutAtEitherEnd_isAskedAgainUntilItIsWhole() {
    assertThat(good(pages(100, false).all(FIRST, LAST)).rows())
        .hasSize(366)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(asked).startsWith("2024-01-01..2024-12-31", "2024-04-09..2024-12-31").hasSize(4);

    asked.clear();
    assertThat(good(pages(100, true).all(FIRST, LAST)).rows()).hasSize(366).isSorted();
    assertThat(asked).hasSize(4);
  }

  @Test
  void range_withoutAStart_isFollowedToItsEnd() {
    assertThat(good(pages(200, false).all(null, LAST)).rows()).hasSize(366);
    assertThat(asked).hasSize(2);
  }

  @Test
  void range_beyondWhatThereIs_endsWithOneMoreQuestionAtEachEnd() {
    Range<LocalDate> range = good(pages(1000, false).all(FIRST.minusYears(1), LAST.plusYears(1)));

    assertThat(range.rows()).hasSize(366);
    assertThat(range.open()).isFalse();
    assertThat(range.last()).isEqualTo(LAST);
    assertThat(asked).hasSize(3);
  }

  @Test
  void range_thatDoesNotComeToAnEnd_isOpen() {
    Range<LocalDate> range = good(pages(2, false).all(FIRST, LAST));

    assertThat(range.open()).isTrue();
    assertThat(asked).hasSize(20);
  }

  @Test
  void trouble_inALaterPage_refusesTheWhole() {
    DatedPages<LocalDate> pages =
        new DatedPages<>(
            (from, to) ->
                FIRST.equals(from)
                    ? answer(from, to, 100, false)
                    : Outcome.bad(Refusal.OVER_BUDGET, "too many"),
            day -> day,
            day -> day,
            rows -> 3);

    assertThat(pages.all(FIRST, LAST))
        .isInstanceOfSatisfying(
            Outcome.Bad.class,
            bad -> assertThat(bad.refused().why()).isEqualTo(Refusal.OVER_BUDGET));
  }
}
