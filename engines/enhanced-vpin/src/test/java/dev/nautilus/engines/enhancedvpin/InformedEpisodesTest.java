package dev.nautilus.engines.enhancedvpin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engine.testkit.SampleTape;
import dev.nautilus.engine.testkit.Separation;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import dev.nautilus.message.Toxicity;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.DailyVolume;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.MinuteFeed;
import dev.nautilus.quant.flow.VpinRule;
import dev.nautilus.quant.flow.VpinStream;
import dev.nautilus.simulator.market.Bar;
import dev.nautilus.simulator.market.EpisodeCalendar;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The simulator's informed episodes show in the toxicity of an instrument, and days without any do
/// not.
///
/// One instrument a seed: the history that an engine learns at its start (nine days of minutes are
/// what one answer holds), five ordinary days of trades, in which every history of signed flow
/// becomes long enough, then the most informed day of a year or a day without an episode. The
/// parameters are the published ones (the IVPIN from fewer starts, for speed); VPIN is that of the
/// VPIN engine, from the same tape. No quotes come, so what needs them lends its weight. A day's
/// value is the mean over its last quarter of buckets, whose windows hold little else than the day.
///
/// Both lambdas pull the other way: in an episode the simulator's flow is far more one-sided than
/// its price moves, so a signed share moves the price less than usual.
class InformedEpisodesTest {
  private static final int SEEDS = 50;
  private static final int HISTORY_DAYS = 9;
  private static final int TRADED_DAYS = 5;
  private static final InstrumentId XOM = InstrumentId.of("XOM");
  private static final LocalDate YEAR = LocalDate.of(2020, 1, 1);
  private static final EnhancedVpinProperties PROPERTIES = Fixtures.published(XOM, 2);

  /// What was said on the two days of a seed.
  private record Days(List<Toxicity> informed, List<Toxicity> calm) {}

  private static Days days(long seed) {
    Market market = new Market(seed);
    Instrument instrument = market.find(XOM.value()).orElseThrow();
    EpisodeCalendar calendar = new EpisodeCalendar(market, instrument);
    return new Days(
        said(market, instrument, calendar.mostInformedDay(YEAR, 365)),
        said(market, instrument, calendar.calmDay(YEAR)));
  }

  @Test
  void episodesAndCalmDays_over50Seeds_separate() {
    List<Days> seeds =
        LongStream.rangeClosed(1, SEEDS).parallel().mapToObj(InformedEpisodesTest::days).toList();
    assertThat(auc(seeds, each -> each.score().orElseThrow()))
        .as("score")
        .isGreaterThanOrEqualTo(0.9);
    assertThat(auc(seeds, each -> component(each, "vpin_50")))
        .as("VPIN")
        .isGreaterThanOrEqualTo(0.9);
  }

  private static double auc(List<Days> seeds, ToDoubleFunction<Toxicity> value) {
    return Separation.auc(
        seeds.stream().map(each -> ending(each.informed(), value)).toList(),
        seeds.stream().map(each -> ending(each.calm(), value)).toList());
  }

  private static double ending(List<Toxicity> day, ToDoubleFunction<Toxicity> value) {
    return day.subList(day.size() * 3 / 4, day.size()).stream()
        .mapToDouble(value)
        .average()
        .orElseThrow();
  }

  private static double component(Toxicity toxicity, String name) {
    return toxicity.components().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .orElseThrow();
  }

  /// What an engine says on a day.
  private static List<Toxicity> said(Market market, Instrument instrument, LocalDate day) {
    ToxicitySeries series = new ToxicitySeries(XOM, PROPERTIES);
    Vpins vpins = new Vpins();
    LocalDate traded = day.minusDays(TRADED_DAYS);
    Instant end = start(day.plusDays(1));
    for (Bar bar : market.dailyBars(instrument, day.minusDays(45), traded.minusDays(1), end)) {
      series.day(bar(BarSpec.DAY, bar));
      vpins.stream.learnDay(
          LocalDate.ofInstant(bar.start(), ZoneOffset.UTC), (double) bar.volume());
    }
    Instant learned = start(traded.minusDays(HISTORY_DAYS));
    for (Bar bar : market.minuteBars(instrument, learned, start(traded), end)) {
      series.bar(bar(BarSpec.MINUTE, bar));
      vpins.bar(bar);
    }
    List<Toxicity> said = new ArrayList<>();
    long version = 0;
    for (var print : market.trades(instrument, start(traded), end.minusNanos(1))) {
      boolean bought = print.aggressor() == dev.nautilus.simulator.market.Side.BUY;
      Trade trade =
          new Trade(
              XOM,
              print.price(),
              (double) print.size(),
              bought ? Side.BUY : Side.SELL,
              false,
              null,
              SampleTape.provenance(print.at(), ++version));
      vpins.trade(trade).forEach(series::heard);
      series.trade(trade).stream()
          .map(ToxicitySeries.Reading::toxicity)
          .filter(each -> !each.at().isBefore(start(day)))
          .forEach(said::add);
    }
    return said;
  }

  private static dev.nautilus.message.Bar bar(BarSpec spec, Bar bar) {
    double[] prices = {bar.open(), bar.high(), bar.low(), bar.close()};
    return SampleTape.bar(XOM, spec, bar.start(), prices, (double) bar.volume());
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The buckets that the VPIN engine says of the same tape.
  private static final class Vpins {
    private final VpinRule rule =
        new VpinRule(
            PROPERTIES.rule().grid(),
            BulkClassification.normal(),
            50,
            50,
            5,
            DailyVolume.Kind.trailing(20),
            Double.POSITIVE_INFINITY);
    private final VpinStream stream = VpinStream.trailing(rule);
    private final MinuteFeed feed = new MinuteFeed(rule.grid());

    void bar(Bar bar) {
      FlowBar minute =
          new FlowBar(
              bar.start(),
              bar.open(),
              bar.high(),
              bar.low(),
              bar.close(),
              (double) bar.volume(),
              0);
      feed.bar(minute).forEach(stream::add);
    }

    List<VpinCalculation> trade(Trade trade) {
      return feed.trade(trade.provenance().observedAt(), trade.price(), trade.size(), false)
          .map(minute -> stream.add(minute).stream().map(Vpins::bucket).toList())
          .orElse(List.of());
    }

    private static VpinCalculation bucket(VpinStream.Reading reading) {
      var bucket = reading.bucket();
      return new VpinCalculation(
          XOM,
          bucket.number(),
          bucket.start(),
          bucket.end(),
          bucket.size(),
          bucket.buy(),
          bucket.sell(),
          50,
          known(reading.vpin()),
          known(reading.cdf()),
          known(reading.sigma()),
          0,
          true);
    }

    private static OptionalDouble known(double value) {
      return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
  }
}
