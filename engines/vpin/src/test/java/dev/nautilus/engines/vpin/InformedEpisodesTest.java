package dev.nautilus.engines.vpin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.Episode;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
        informedSum += vpin(market, instrument, mostInformed(market, instrument));
        calmSum += vpin(market, instrument, calmDay(market, instrument));
      }
      informed.add(informedSum / SYMBOLS.size());
      calm.add(calmSum / SYMBOLS.size());
    }
    assertThat(separation(informed, calm))
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

  private static LocalDate mostInformed(Market market, Instrument instrument) {
    LocalDate most = YEAR;
    double amount = 0;
    for (int i = 0; i < 365; i++) {
      LocalDate day = YEAR.plusDays(i);
      double here =
          market.episodes(instrument, day).stream().mapToDouble(InformedEpisodesTest::amount).sum();
      if (here > amount) {
        amount = here;
        most = day;
      }
    }
    return most;
  }

  private static double amount(Episode episode) {
    return episode.intensity() * Duration.between(episode.start(), episode.end()).toMinutes();
  }

  private static LocalDate calmDay(Market market, Instrument instrument) {
    Optional<LocalDate> calm =
        IntStream.range(0, 3_000)
            .mapToObj(YEAR::plusDays)
            .filter(day -> market.episodes(instrument, day).isEmpty())
            .findFirst();
    return calm.orElseThrow();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Area under the curve: how often a value of the first beats one of the second.
  private static double separation(List<Double> first, List<Double> second) {
    double won = 0;
    for (double one : first) {
      for (double other : second) {
        won += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return won / first.size() / second.size();
  }
}
