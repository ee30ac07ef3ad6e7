package dev.nautilus.engines.marketdata.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.engines.marketdata.method.TimeBars.Cut;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeBarsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LATENESS = Duration.ofSeconds(2);
  private static final SessionCalendar NEW_YORK =
      new SessionCalendar(
          ZoneId.of("America/New_York"),
          LocalTime.of(9, 30),
          LocalTime.of(16, 0),
          false,
          Set.of(LocalDate.of(2026, 7, 3)),
          Map.of(LocalDate.of(2026, 11, 27), LocalTime.of(13, 0)));

  private final TimeBars bars = minutes(false);

  private static TimeBars minutes(boolean fillEmpty) {
    return new TimeBars(SessionCalendar.always(), MINUTE, LATENESS, fillEmpty);
  }

  private static List<Cut> feed(TimeBars bars, List<Print> prints) {
    List<Cut> cuts = new ArrayList<>();
    prints.forEach(print -> cuts.addAll(bars.accept(print)));
    return cuts;
  }

  /// The newest revision of each bar.
  private static Map<Instant, BuiltBar> last(List<Cut> cuts) {
    Map<Instant, BuiltBar> last = new TreeMap<>();
    cuts.forEach(cut -> last.put(cut.start(), cut.bar()));
    return last;
  }

  private static Print at(String time, String price) {
    return Print.trade(new BigDecimal(price), BigDecimal.ONE, Side.BUY, Instant.parse(time));
  }

  @Test
  void accept_printOnTheMinute_opensTheNextBar() {
    List<Cut> cuts =
        feed(
            bars,
            List.of(
                Tapes.trade("10", "1", 0), Tapes.trade("12", "1", 59), Tapes.trade("11", "1", 60)));
    assertThat(cuts)
        .singleElement()
        .satisfies(
            cut -> {
              assertThat(cut.start()).isEqualTo(Tapes.OPEN);
              assertThat(cut.bar().close()).isEqualByComparingTo("12");
              assertThat(cut.revision()).isZero();
            });
  }

  @Test
  void accept_lateWithinTheLateness_correctsTheBar() {
    feed(bars, List.of(Tapes.trade("10", "1", 0), Tapes.trade("11", "1", 60)));
    List<Cut> corrected = bars.accept(Tapes.trade("13", "2", 59));
    assertThat(corrected)
        .singleElement()
        .satisfies(
            cut -> {
              assertThat(cut.revision()).isEqualTo(1);
              assertThat(cut.bar().close()).isEqualByComparingTo("13");
              assertThat(cut.bar().volume()).isEqualByComparingTo("3");
            });
    assertThat(bars.late()).isZero();
  }

  @Test
  void accept_laterThanTheLateness_isCountedAndLeftOut() {
    feed(bars, List.of(Tapes.trade("10", "1", 0), Tapes.trade("11", "1", 63)));
    assertThat(bars.accept(Tapes.trade("13", "2", 59))).isEmpty();
    assertThat(bars.late()).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void accept_outOfOrderWithinTheLateness_endsLikeInOrder(long seed) {
    List<Print> ordered = Tapes.random(seed, 600);
    SplittableRandom random = new SplittableRandom(seed);
    record Arrival(Print print, Instant at) {}
    List<Arrival> arrivals = new ArrayList<>();
    Instant previous = Instant.MIN;
    for (Print print : ordered) {
      // Prints of one instant keep their order, for nothing else tells it.
      int delay = print.at().equals(previous) ? 1_900 : random.nextInt(1_900);
      arrivals.add(new Arrival(print, print.at().plusMillis(delay)));
      previous = print.at();
    }
    arrivals.sort(Comparator.comparing(Arrival::at));
    List<Print> mixed = arrivals.stream().map(Arrival::print).toList();
    TimeBars inOrder = minutes(false);
    Map<Instant, BuiltBar> expected = last(feed(inOrder, ordered));
    Map<Instant, BuiltBar> actual = last(feed(bars, mixed));
    assertThat(bars.late()).isZero();
    expected.forEach(
        (start, bar) -> {
          BuiltBar other = actual.get(start);
          assertThat(other).as("seed %d, %s", seed, start).isNotNull();
          assertThat(other.volume()).isEqualByComparingTo(bar.volume());
          assertThat(other.count()).isEqualTo(bar.count());
          assertThat(List.of(other.high(), other.low())).isEqualTo(List.of(bar.high(), bar.low()));
          assertThat(List.of(other.first(), other.last()))
              .isEqualTo(List.of(bar.first(), bar.last()));
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void accept_everyPrefix_equalsTheBarsWrittenOut(long seed) {
    List<Print> prints = Tapes.random(seed, 300);
    Map<Instant, List<Print>> byMinute = new TreeMap<>();
    for (Print print : prints) {
      Instant minute = Instant.ofEpochSecond(print.at().getEpochSecond() / 60 * 60);
      byMinute.computeIfAbsent(minute, _ -> new ArrayList<>()).add(print);
    }
    byMinute.remove(Instant.ofEpochSecond(prints.getLast().at().getEpochSecond() / 60 * 60));
    Map<Instant, BuiltBar> actual = last(feed(bars, prints));
    assertThat(actual.keySet()).isEqualTo(byMinute.keySet());
    byMinute.forEach(
        (start, minute) -> {
          BuiltBar bar = Objects.requireNonNull(actual.get(start));
          assertThat(bar.open()).isEqualTo(minute.getFirst().open());
          assertThat(bar.close()).isEqualTo(minute.getLast().close());
          assertThat(bar.high())
              .isEqualTo(minute.stream().map(Print::high).reduce(BigDecimal::max).orElseThrow());
          assertThat(bar.low())
              .isEqualTo(minute.stream().map(Print::low).reduce(BigDecimal::min).orElseThrow());
          assertThat(bar.volume())
              .isEqualByComparingTo(
                  minute.stream().map(Print::size).reduce(BigDecimal.ZERO, BigDecimal::add));
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void restore_afterEveryPrint_goesOnTheSame(long seed) {
    List<Print> prints = Tapes.random(seed, 200);
    List<Cut> whole = feed(minutes(false), prints);
    List<Cut> stopped = new ArrayList<>();
    TimeBars running = bars;
    for (Print print : prints) {
      TimeBars next = minutes(false);
      next.restore(running.state());
      running = next;
      stopped.addAll(running.accept(print));
    }
    assertThat(stopped).isEqualTo(whole).isNotEmpty();
  }

  @Test
  void advance_nobodyTrades_endsTheBarAfterTheLateness() {
    bars.accept(Tapes.trade("10", "1", 5));
    assertThat(bars.advance(Tapes.OPEN.plusSeconds(61))).isEmpty();
    assertThat(bars.advance(Tapes.OPEN.plusSeconds(62))).hasSize(1);
    assertThat(bars.advance(Tapes.OPEN.plusSeconds(63))).isEmpty();
  }

  @Test
  void emptySlots_areLeftOutOrFilledWithTheLastClose() {
    List<Print> prints =
        List.of(
            Tapes.trade("10", "1", 0), Tapes.trade("12", "1", 200), Tapes.trade("13", "1", 245));
    assertThat(feed(bars, prints)).hasSize(2);
    List<Cut> filled = feed(minutes(true), prints);
    assertThat(filled).extracting(Cut::start).doesNotHaveDuplicates().hasSize(4);
    assertThat(filled.stream().filter(cut -> cut.bar().volume().signum() == 0))
        .hasSize(2)
        .allSatisfy(cut -> assertThat(cut.bar().close()).isEqualByComparingTo("10"));
  }

  @Test
  void correct_finishedBar_comesAgainAndAGrowingOneLater() {
    feed(bars, List.of(Tapes.trade("10", "1", 0), Tapes.trade("11", "1", 60)));
    BuiltBar better = BuiltBar.of(Tapes.trade("10.5", "4", 30));
    assertThat(bars.correct(Tapes.OPEN, better))
        .hasValueSatisfying(cut -> assertThat(cut.revision()).isEqualTo(1));
    assertThat(bars.correct(Tapes.OPEN, better)).as("nothing changes").isEmpty();
    assertThat(bars.correct(Tapes.OPEN.plusSeconds(60), better)).as("still grows").isEmpty();
    assertThat(bars.accept(Tapes.trade("11", "1", 120)).getFirst().bar().volume())
        .isEqualByComparingTo("4");
  }

  @Test
  void hourBar_overTheClose_endsWithTheSession() {
    TimeBars hours = new TimeBars(NEW_YORK, Duration.ofHours(1), LATENESS, false);
    hours.accept(at("2026-01-05T14:10:00Z", "9"));
    assertThat(hours.accept(at("2026-01-05T14:30:00Z", "10")))
        .singleElement()
        .satisfies(cut -> assertThat(cut.end()).isEqualTo(Instant.parse("2026-01-05T14:30:00Z")));
    assertThat(hours.accept(at("2026-01-05T15:00:00Z", "11")).getFirst().start())
        .isEqualTo(Instant.parse("2026-01-05T14:30:00Z"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"2026-03-06, 14:30, 21:00", "2026-03-09, 13:30, 20:00", "2026-11-27, 14:30, 18:00"})
  void dayBar_summerTimeAndHalfDay_holdTheSessionOnly(String day, String opens, String closes) {
    TimeBars days = new TimeBars(NEW_YORK, Duration.ofDays(1), LATENESS, false);
    Instant open = Instant.parse(day + "T" + opens + ":00Z");
    Instant close = Instant.parse(day + "T" + closes + ":00Z");
    Print before = at(open.minusSeconds(1).toString(), "1");
    Print first = at(open.toString(), "10");
    Print last = at(close.minusNanos(1).toString(), "11");
    Print after = at(close.toString(), "99");
    assertThat(feed(days, List.of(before, first, last, after))).isEmpty();
    assertThat(days.advance(close.plus(LATENESS)))
        .singleElement()
        .satisfies(
            cut -> {
              assertThat(cut.start()).isEqualTo(Instant.parse(day + "T00:00:00Z"));
              assertThat(cut.bar().open()).isEqualByComparingTo("10");
              assertThat(cut.bar().high()).isEqualByComparingTo("11");
            });
  }

  @Test
  void dayBar_holidayAndWeekend_makeNone() {
    TimeBars days = new TimeBars(NEW_YORK, Duration.ofDays(1), LATENESS, false);
    days.accept(at("2026-07-03T15:00:00Z", "10"));
    days.accept(at("2026-07-04T15:00:00Z", "10"));
    assertThat(days.advance(Instant.parse("2026-07-06T00:00:00Z"))).isEmpty();
  }

  @Test
  void length_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TimeBars(SessionCalendar.always(), Duration.ofDays(2), LATENESS, false))
        .withMessageContaining("one second to one day");
  }

  @Test
  void heikinAshi_threeBars_equalsTheDefinitionWrittenOut() {
    HeikinAshi average = new HeikinAshi();
    BuiltBar first = average.next(bar("10", "14", "8", "12"));
    assertThat(first.open()).isEqualByComparingTo("11");
    assertThat(first.close()).isEqualByComparingTo("11");
    HeikinAshi restored = new HeikinAshi();
    restored.restore(average.state());
    BuiltBar second = restored.next(bar("12", "13", "12", "13"));
    assertThat(second.open()).isEqualByComparingTo("11");
    assertThat(second.low()).isEqualByComparingTo("11");
    assertThat(second.close()).isEqualByComparingTo("12.5");
  }

  private static BuiltBar bar(String open, String high, String low, String close) {
    return BuiltBar.of(Tapes.trade(open, "1", 0))
        .withPrices(
            new BigDecimal(open), new BigDecimal(high), new BigDecimal(low), new BigDecimal(close));
  }
}
