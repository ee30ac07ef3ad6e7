package dev.nautilus.engines.vpin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engine.testkit.Separation;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.EpisodeCalendar;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The simulator's informed episodes show in VPIN, and days without any do not.
///
/// One market a seed; its value is the mean VPIN of a few of its instruments at the end of their
/// most informed day of a year, against that at the end of a day without an episode. Means of
/// several instruments, because bulk classification sees prices alone and an episode moves a
/// minute's price by a third of its standard deviation: a single instrument's day separates with
/// 0.8 only.
class InformedEpisodesTest {
  private static final int SEEDS = 50;
  private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "JPM", "XOM", "TSLA");
  private static final LocalDate YEAR = LocalDate.of(2020, 1, 1);

  private final VpinRule rule = published();

  private static VpinRule published() {
    VpinProperties small = Fixtures.properties();
    return new VpinProperties(
            small.symbols(),
            small.bar(),
            small.barOrigin(),
            50,
            50,
            "NORMAL",
            5,
            20,
            ZoneOffset.UTC,
            LocalTime.MIDNIGHT,
            LocalTime.MIDNIGHT,
            small.grace(),
            small.history(),
            50)
        .rule();
  }

  @Test
  void episodesAndCalmDays_over50Seeds_separate() {
    List<Double> informed = new ArrayList<>();
    List<Double> calm = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Market market = new Market(seed);
      double informedSum = 0;
      double calmSum = 0;
      for (String symbol : SYMBOLS) {
        Instrument instrument = market.find(symbol).orElseThrow();
        EpisodeCalendar days = new EpisodeCalendar(market, instrument);
        informedSum += vpin(market, instrument, days.mostInformedDay(YEAR, 365));
        calmSum += vpin(market, instrument, days.calmDay(YEAR));
      }
      informed.add(informedSum / SYMBOLS.size());
      calm.add(calmSum / SYMBOLS.size());
    }
    assertThat(Separation.auc(informed, calm))
        .as("AUC over %d seeds", SEEDS)
        .isGreaterThanOrEqualTo(0.9);
  }

  /// VPIN of the last bucket of a day, sigma and bucket size from the days before.
  private double vpin(Market market, Instrument instrument, LocalDate day) {
    VpinStream stream = VpinStream.trailing(rule);
    Instant end = start(day.plusDays(1));
    for (Bar bar : market.dailyBars(instrument, day.minusDays(30), day.minusDays(1), end)) {
      stream.learnDay(LocalDate.ofInstant(bar.start(), ZoneOffset.UTC), (double) bar.volume());
    }
    double vpin = Double.NaN;
    for (Bar bar : market.minuteBars(instrument, start(day.minusDays(7)), end, end)) {
      FlowBar flow =
          new FlowBar(
              bar.start(),
              bar.open(),
              bar.high(),
              bar.low(),
              bar.close(),
              (double) bar.volume(),
              0);
      for (VpinStream.Reading reading : stream.add(flow)) {
        vpin = reading.vpin();
      }
    }
    return vpin;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
