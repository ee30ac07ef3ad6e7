package dev.nautilus.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {
  private static final long SEED = 42;
  private static final Instant NOW = Instant.parse("2026-11-18T14:30:20.500Z");
  private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 17);

  private final Market market = new Market(SEED);

  private Instrument find(String symbol) {
    return market.find(symbol).orElseThrow();
  }

  private List<Bar> minutes(Instrument instrument, LocalDate day) {
    return market.minuteBars(instrument, start(day), start(day.plusDays(1)), NOW);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "TSLA", "VOD.L", "EURUSD=X", "BTC-USD", "^MOVE", "SPY"})
  void minuteBars_ofWholeDays_aggregateToTheDailyBars(String symbol) {
    Instrument instrument = find(symbol);
    for (LocalDate day : List.of(YESTERDAY, LocalDate.of(2019, 1, 1), LocalDate.of(2024, 2, 29))) {
      Bar merged = minutes(instrument, day).stream().reduce(Bar::then).orElseThrow();

      assertThat(market.dailyBars(instrument, day, day, NOW)).containsExactly(merged);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "EURUSD=X", "BTC-USD", "^MOVE"})
  void bars_ofTheRunningDay_aggregateToItsGrowingBar(String symbol) {
    Instrument instrument = find(symbol);
    LocalDate today = YESTERDAY.plusDays(1);
    Bar merged = minutes(instrument, today).stream().reduce(Bar::then).orElseThrow();

    assertThat(market.dailyBars(instrument, today, today, NOW)).containsExactly(merged);
    assertThat(market.quote(instrument, NOW).session()).isEqualTo(merged);
  }

  @Test
  void price_ofEverySecond_liesInsideItsMinuteAndTouchesBothEnds() {
    Instrument instrument = find("NVDA");
    Instant minute = Instant.parse("2026-11-17T09:41:00Z");
    Bar bar = market.minuteBars(instrument, minute, minute.plusSeconds(60), NOW).getFirst();
    List<Double> prices =
        IntStream.range(0, 60)
            .mapToObj(s -> market.quote(instrument, minute.plusSeconds(s)).last())
            .toList();

    assertThat(prices).allSatisfy(price -> assertThat(price).isBetween(bar.low(), bar.high()));
    assertThat(prices).contains(bar.high(), bar.low());
    assertThat(prices.getFirst()).isEqualTo(bar.open());
    assertThat(prices.getLast()).isEqualTo(bar.close());
  }

  @Test
  void price_live_liesInsideTheRunningMinuteBar() {
    for (Instrument instrument : market.instruments()) {
      Bar running =
          market.minuteBars(instrument, NOW.minusSeconds(60), NOW.plusSeconds(1), NOW).getLast();

      assertThat(running.start()).isEqualTo(Instant.parse("2026-11-18T14:30:00Z"));
      assertThat(market.quote(instrument, NOW).last())
          .isBetween(running.low(), running.high())
          .isEqualTo(running.close());
    }
  }

  @Test
  void history_afterRestart_isIdentical() {
    Market restarted = new Market(SEED);
    Instrument instrument = find("AAPL");
    LocalDate first = YESTERDAY.minusYears(3);
    // Asked in the other order, so that nothing can depend on what was cached before.
    List<Bar> minutesAfter = restarted.minuteBars(instrument, start(YESTERDAY), NOW, NOW);
    List<Bar> daysAfter = restarted.dailyBars(instrument, first, YESTERDAY, NOW);

    assertThat(market.dailyBars(instrument, first, YESTERDAY, NOW)).isEqualTo(daysAfter);
    assertThat(market.minuteBars(instrument, start(YESTERDAY), NOW, NOW)).isEqualTo(minutesAfter);
    assertThat(market.quote(instrument, NOW)).isEqualTo(restarted.quote(instrument, NOW));
    assertThat(daysAfter).hasSizeGreaterThan(1_000);
  }

  @Test
  void history_ofAnotherSeed_isAnother() {
    Instrument instrument = find("AAPL");

    assertThat(new Market(SEED + 1).dailyBars(instrument, YESTERDAY, YESTERDAY, NOW))
        .isNotEqualTo(market.dailyBars(instrument, YESTERDAY, YESTERDAY, NOW));
  }

  @Test
  void history_ofTwoDifferentNows_agreesOnThePast() {
    Instrument instrument = find("MSFT");
    Instant later = NOW.plus(Duration.ofDays(40));

    assertThat(market.minuteBars(instrument, start(YESTERDAY), start(YESTERDAY.plusDays(1)), later))
        .isEqualTo(minutes(instrument, YESTERDAY));
  }

  @Test
  void prices_overYears_stayPlausible() {
    for (Instrument instrument : market.instruments()) {
      List<Bar> bars = market.dailyBars(instrument, LocalDate.of(2024, 1, 1), YESTERDAY, NOW);
      double highest = bars.stream().mapToDouble(Bar::high).max().orElseThrow();
      double lowest = bars.stream().mapToDouble(Bar::low).min().orElseThrow();

      assertThat(highest / instrument.basePrice()).isBetween(1.0, 8.0);
      assertThat(lowest / instrument.basePrice()).isBetween(0.125, 1.0);
      assertThat(bars)
          .noneMatch(bar -> bar.open() < bar.low() || bar.open() > bar.high())
          .noneMatch(bar -> bar.close() < bar.low() || bar.close() > bar.high());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "BTC-USD"})
  void trades_ofAnHour_sumToTheBarsAndPrintInsideThem(String symbol) {
    Instrument instrument = find(symbol);
    Instant from = Instant.parse("2026-11-17T10:00:00Z");
    for (Bar bar : market.minuteBars(instrument, from, from.plusSeconds(3600), NOW)) {
      List<Trade> trades =
          market.trades(instrument, bar.start().minusNanos(1), bar.start().plusMillis(59_999));

      assertThat(trades.stream().mapToLong(Trade::size).sum()).isEqualTo(bar.volume());
      assertThat(trades).isSortedAccordingTo(Comparator.comparing(Trade::at));
      assertThat(trades)
          .allSatisfy(
              trade -> {
                assertThat(trade.price()).isBetween(bar.low(), bar.high());
                assertThat(trade.price()).isEqualTo(market.quote(instrument, trade.at()).last());
              });
    }
  }

  @Test
  void trades_ofAnySecond_areAtMostFour() {
    Instant from = Instant.parse("2026-11-17T00:00:00Z");
    var bySecond =
        market.trades(find("NVDA"), from, from.plusSeconds(1200)).stream()
            .collect(
                Collectors.groupingBy(trade -> trade.at().getEpochSecond(), Collectors.counting()));

    assertThat(bySecond.values()).isNotEmpty().allSatisfy(n -> assertThat(n).isBetween(1L, 4L));
  }

  @Test
  void flow_inEpisodes_isOneSidedAndElsewhereBalanced() {
    Instrument instrument = find("AAPL");
    double agreeing = 0;
    double informed = 0;
    for (int back = 1; back <= 20; back++) {
      for (Episode episode : market.episodes(instrument, YESTERDAY.minusDays(back))) {
        for (Trade trade : market.trades(instrument, episode.start(), episode.end())) {
          informed++;
          agreeing += trade.aggressor() == episode.direction() ? 1 : 0;
        }
      }
    }
    Instant calm = Instant.parse("2026-11-17T00:00:00Z");
    List<Trade> all =
        market.trades(instrument, calm, calm.plus(Duration.ofHours(24)).minusMillis(1));
    List<Episode> episodes = market.episodes(instrument, YESTERDAY);
    double buys = 0;
    double others = 0;
    for (Trade trade : all) {
      if (episodes.stream().noneMatch(episode -> episode.covers(trade.at()))) {
        others++;
        buys += trade.aggressor() == Side.BUY ? 1 : 0;
      }
    }

    assertThat(informed).isGreaterThan(10_000);
    assertThat(agreeing / informed).isBetween(0.68, 0.82);
    assertThat(buys / others).isCloseTo(0.5, within(0.03));
  }

  @Test
  void episodes_ofADay_doNotOverlapAndWidenTheSpread() {
    Instrument instrument = find("MSFT");
    List<Episode> episodes = market.episodes(instrument, LocalDate.of(2026, 11, 16));

    assertThat(episodes).isNotEmpty();
    for (int i = 1; i < episodes.size(); i++) {
      assertThat(episodes.get(i).start()).isAfterOrEqualTo(episodes.get(i - 1).end());
    }
    for (Episode episode : episodes) {
      assertThat(spread(instrument, episode.start()))
          .isGreaterThan(spread(instrument, episode.start().minusSeconds(1)));
    }
  }

  private double spread(Instrument instrument, Instant at) {
    Quote quote = market.quote(instrument, at);
    return quote.ask() - quote.bid();
  }

  @Test
  void returnParts_ofADay_addUpToItsBar() {
    for (Instrument instrument : market.instruments()) {
      Bar bar = market.dailyBars(instrument, YESTERDAY, YESTERDAY, NOW).getFirst();
      double tick = 1.0 / instrument.ticksPerUnit() / bar.low();

      assertThat(market.dailyParts(instrument, YESTERDAY).total())
          .isCloseTo(Math.log(bar.close() / bar.open()), within(tick * 1.01));
    }
  }

  @Test
  void returnParts_predictable_foretellsALittleOfTheReturn() {
    Instrument instrument = find("BTC-USD");
    double both = 0;
    double known = 0;
    double total = 0;
    for (int back = 0; back < 6; back++) {
      for (int minute = 0; minute < 1440; minute += 7) {
        Instant at = start(YESTERDAY.minusDays(back)).plusSeconds(60L * minute);
        ReturnParts parts = market.minuteParts(instrument, at);
        both += parts.predictable() * parts.total();
        known += parts.predictable() * parts.predictable();
        total += parts.total() * parts.total();
      }
    }

    assertThat(both / Math.sqrt(known * total)).isBetween(0.03, 0.25);
  }

  @Test
  void quote_ofACurrencyPair_hasNoSizesAndOfAnIndexNoSides() {
    Quote pair = market.quote(find("EURUSD=X"), NOW);
    Quote index = market.quote(find("^MOVE"), NOW);
    Quote share = market.quote(find("AAPL"), NOW);

    assertThat(pair.bidSize() + pair.askSize()).isZero();
    assertThat(pair.ask()).isGreaterThan(pair.bid());
    assertThat(index.bid() + index.ask()).isZero();
    assertThat(share.bidSize()).isPositive();
    assertThat(share.last()).isIn(share.bid(), share.ask());
  }

  @Test
  void dailyBars_beforeTheFirstDayOrAfterNow_areNotThere() {
    Instrument instrument = find("AAPL");

    assertThat(
            market.dailyBars(instrument, LocalDate.of(2010, 1, 1), LocalDate.of(2011, 1, 1), NOW))
        .isEmpty();
    assertThat(market.dailyBars(instrument, YESTERDAY, LocalDate.of(2027, 1, 1), NOW)).hasSize(2);
  }

  @Test
  void quote_beforeTheFirstDay_isRefused() {
    assertThatThrownBy(() -> market.quote(find("AAPL"), Instant.parse("2018-12-31T23:59:59Z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2019-01-01");
  }

  @Test
  void instrument_unknown_isNotFound() {
    assertThat(market.find("NOPE")).isEmpty();
  }
}
