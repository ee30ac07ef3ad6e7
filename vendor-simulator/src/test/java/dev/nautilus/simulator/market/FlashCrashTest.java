package dev.nautilus.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlashCrashTest {
  private static final Instant ONSET = Instant.parse("2026-11-18T14:30:00Z");
  private static final Instant LATER = Instant.parse("2026-11-20T10:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
  private static final FlashCrash CRASH =
      new FlashCrash(ONSET, Duration.ofSeconds(90), Duration.ofMinutes(5), 0.2, 0.08);

  private final Market calm = new Market(42);
  private final Market struck = new Market(42);
  private final Instrument instrument = struck.find("AAPL").orElseThrow();

  FlashCrashTest() {
    // Asked before, so that what is remembered has to be forgotten.
    struck.dailyBars(instrument, DAY.minusDays(2), DAY.plusDays(1), LATER);
    struck.crash(instrument, CRASH);
  }

  private double mid(Market market, Instant at) {
    Quote quote = market.quote(instrument, at);
    return (quote.bid() + quote.ask()) / 2;
  }

  private double fall(Instant at) {
    return 1 - mid(struck, at) / mid(calm, at);
  }

  @Test
  void quotes_fallComeBackAndStay_whereTheOrderSaysSo() {
    assertThat(struck.quote(instrument, ONSET.minusSeconds(1)))
        .isEqualTo(calm.quote(instrument, ONSET.minusSeconds(1)));
    assertThat(fall(ONSET.plusSeconds(44))).isCloseTo(1 - Math.sqrt(0.8), within(0.01));
    assertThat(fall(ONSET.plusSeconds(89))).isCloseTo(0.2, within(0.01));
    assertThat(fall(ONSET.plusSeconds(390))).isCloseTo(0.08, within(0.005));
    assertThat(fall(LATER)).isCloseTo(0.08, within(0.005));
  }

  @Test
  void quotes_whileItFalls_areWide() {
    Quote before = struck.quote(instrument, ONSET.minusSeconds(30));
    Quote during = struck.quote(instrument, ONSET.plusSeconds(60));
    assertThat(during.ask() - during.bid()).isGreaterThan(3 * (before.ask() - before.bid()));
  }

  @Test
  void trades_whileItFalls_areSalesAndMany() {
    Instant end = ONSET.plusSeconds(90);
    List<Trade> trades = struck.trades(instrument, ONSET, end);
    assertThat(trades).isNotEmpty().allMatch(trade -> trade.aggressor() == Side.SELL);
    assertThat(volume(trades)).isGreaterThan(4 * volume(calm.trades(instrument, ONSET, end)));
  }

  private static long volume(List<Trade> trades) {
    return trades.stream().mapToLong(Trade::size).sum();
  }

  @Test
  void bars_ofTheDay_agreeWithTheTradesAndWithEachOther() {
    Instant from = ONSET;
    Bar minute = struck.minuteBars(instrument, from, from.plusSeconds(60), LATER).getFirst();
    List<Trade> trades =
        struck.trades(instrument, from.minusNanos(1), from.plusSeconds(60).minusNanos(1));
    assertThat(minute.volume()).isEqualTo(volume(trades));
    assertThat(trades).allMatch(t -> t.price() >= minute.low() && t.price() <= minute.high());

    Instant start = DAY.atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
    Bar merged =
        struck.minuteBars(instrument, start, start.plus(1, ChronoUnit.DAYS), LATER).stream()
            .reduce(Bar::then)
            .orElseThrow();
    assertThat(struck.dailyBars(instrument, DAY, DAY, LATER)).containsExactly(merged);
    assertThat(struck.quote(instrument, LATER.minus(1, ChronoUnit.DAYS)).previousClose())
        .isEqualTo(merged.close());
  }

  @Test
  void whatWasBefore_andOtherInstruments_areAsTheyWere() {
    Instant dayBefore = ONSET.minus(1, ChronoUnit.DAYS);
    assertThat(struck.minuteBars(instrument, dayBefore, ONSET, LATER))
        .isEqualTo(calm.minuteBars(instrument, dayBefore, ONSET, LATER));
    Instrument other = struck.find("MSFT").orElseThrow();
    assertThat(struck.quote(other, LATER)).isEqualTo(calm.quote(other, LATER));
  }

  @Test
  void order_thatMakesNoSense_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new FlashCrash(ONSET, Duration.ofSeconds(1), Duration.ofSeconds(1), 0.1, 0.2))
        .withMessageContaining("lasting must be from 0 to depth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlashCrash(ONSET, Duration.ZERO, Duration.ofSeconds(1), 0.1, 0))
        .withMessageContaining("fall must be whole seconds from 1 to 3600");
  }
}
