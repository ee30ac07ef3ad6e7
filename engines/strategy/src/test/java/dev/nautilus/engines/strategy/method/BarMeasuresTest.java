package dev.nautilus.engines.strategy.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import dev.nautilus.engines.strategy.method.TradingSchedule.Rebalance;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What bars amount to, against slower forms of themselves, and the clock of a schedule.
class BarMeasuresTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void averageTrueRange_streamed_equalsWildersRecursionFromTheFirstMean(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 5;
    AverageTrueRange streamed = new AverageTrueRange(n);
    double[] ranges = new double[60];
    double before = 100;
    streamed.add(99, 101, before);
    for (int t = 0; t < ranges.length; t++) {
      double low = 90 + 5 * random.nextDouble();
      double high = low + 5 * random.nextDouble();
      double close = low + (high - low) * random.nextDouble();
      ranges[t] = Math.max(high - low, Math.max(Math.abs(high - before), Math.abs(low - before)));
      before = close;
      streamed.add(low, high, close);
      if (t < n - 1) {
        assertThat(streamed.value()).isNaN();
      } else {
        double expected = 0;
        for (int i = 0; i < n; i++) {
          expected += ranges[i] / n;
        }
        for (int i = n; i <= t; i++) {
          expected = (expected * (n - 1) + ranges[i]) / n;
        }
        assertThat(streamed.value()).isCloseTo(expected, offset(1e-10));
      }
    }
    AverageTrueRange again = new AverageTrueRange(n);
    again.restore(streamed.state());
    assertThat(again.value()).isEqualTo(streamed.value());
  }

  @Test
  void momentumReturn_streamed_leavesTheNewestBarsOut() {
    MomentumReturn momentum = new MomentumReturn(12, 3);
    for (int t = 0; t < 40; t++) {
      momentum.add(100 + t * t);
      if (t < 12) {
        assertThat(momentum.value()).isNaN();
      } else {
        double expected = (100.0 + (t - 3) * (t - 3)) / (100.0 + (t - 12) * (t - 12)) - 1;
        assertThat(momentum.value()).isEqualTo(expected);
        MomentumReturn again = new MomentumReturn(12, 3);
        again.restore(momentum.state());
        assertThat(again.value()).isEqualTo(expected);
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new MomentumReturn(12, 12));
  }

  @Test
  void signalTrades_changesOfSide_areRoundTripsAfterCosts() {
    SignalTrades trades = new SignalTrades(2, 0.001);
    trades.at(1, 100);
    trades.at(1, 90);
    trades.at(0, 110);
    assertThat(trades.returns()).hasSize(1);
    assertThat(trades.returns()[0]).isCloseTo(0.1 - 0.002, offset(1e-15));
    trades.at(-1, 110);
    trades.at(1, 121);
    assertThat(trades.side()).isEqualTo(1);
    assertThat(trades.returns()[1]).isCloseTo(-0.1 - 0.002, offset(1e-15));
    trades.at(0, 121);
    assertThat(trades.returns()).as("only the newest are kept").hasSize(2);
    SignalTrades again = new SignalTrades(2, 0.001);
    again.restore(trades.state());
    assertThat(again.returns()).isEqualTo(trades.returns());
  }

  /// Monday, January 5th 2026 is a winter's day: New York is five hours behind.
  @ParameterizedTest
  @CsvSource({
    "2026-01-05T14:29:59Z, false",
    "2026-01-05T14:30:00Z, true",
    "2026-01-05T20:59:59Z, true",
    "2026-01-05T21:00:00Z, false",
    "2026-01-10T15:00:00Z, false",
    "2026-07-06T13:30:00Z, true",
  })
  void schedule_ofASession_isOpenBetweenItsTimesOnItsDays(String at, boolean open) {
    TradingSchedule session =
        new TradingSchedule(
            NEW_YORK, WEEKDAYS, LocalTime.of(9, 30), LocalTime.of(16, 0), Rebalance.BAR);
    assertThat(session.isOpen(Instant.parse(at))).isEqualTo(open);
  }

  /// From Sunday evening to Friday evening, each night belongs to the day it began on.
  @ParameterizedTest
  @CsvSource({
    "2026-01-05T03:00:00Z, true",
    "2026-01-05T17:30:00Z, false",
    "2026-01-05T18:00:00Z, true",
    "2026-01-09T16:59:59Z, true",
    "2026-01-09T18:00:00Z, false",
    "2026-01-10T03:00:00Z, false",
  })
  void schedule_overnight_belongsToTheDayItBegan(String at, boolean open) {
    Set<DayOfWeek> days = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
    days.add(DayOfWeek.SUNDAY);
    TradingSchedule night =
        new TradingSchedule(
            ZoneId.of("UTC"), days, LocalTime.of(18, 0), LocalTime.of(17, 0), Rebalance.BAR);
    assertThat(night.isOpen(Instant.parse(at))).isEqualTo(open);
  }

  @Test
  void schedule_periods_changeWhenADayAWeekOrAMonthBegins() {
    Instant sunday = Instant.parse("2026-02-01T23:59:59Z");
    Instant monday = Instant.parse("2026-02-02T00:00:00Z");
    Instant saturday = Instant.parse("2026-01-31T12:00:00Z");
    assertThat(period(Rebalance.DAY, sunday)).isNotEqualTo(period(Rebalance.DAY, monday));
    assertThat(period(Rebalance.WEEK, saturday)).isEqualTo(period(Rebalance.WEEK, sunday));
    assertThat(period(Rebalance.WEEK, sunday)).isNotEqualTo(period(Rebalance.WEEK, monday));
    assertThat(period(Rebalance.MONTH, sunday)).isEqualTo(period(Rebalance.MONTH, monday));
    assertThat(period(Rebalance.MONTH, saturday)).isNotEqualTo(period(Rebalance.MONTH, sunday));
    assertThat(period(Rebalance.BAR, sunday)).isNotEqualTo(period(Rebalance.BAR, monday));
  }

  private static long period(Rebalance rebalance, Instant at) {
    return new TradingSchedule(
            ZoneId.of("UTC"),
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.MIDNIGHT,
            LocalTime.MIDNIGHT,
            rebalance)
        .period(at);
  }
}
