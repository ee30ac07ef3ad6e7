package dev.nautilus.engines.vpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VpinEngineTest extends EngineContract {
  private final EngineHarness engine = EngineHarness.of(newEngine());

  @Override
  protected EngineDefinition newEngine() {
    return new VpinEngine().vpin(new VpinBook(Fixtures.properties()));
  }

  @Override
  protected void play(EngineHarness harness) {
    harness.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    Fixtures.trades(2, 90).forEach(trade -> harness.send(MessageType.TRADE, trade));
    harness.tick(Duration.ofMinutes(20));
  }

  private void learn() {
    engine.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    engine.outbox().clear();
  }

  private List<VpinCalculation> buckets() {
    return engine.outbox().of(MessageType.VPIN_CALCULATION);
  }

  private VpinView.Series series() {
    VpinView.Series series = engine.snapshotView(VpinView.class).series().get("AAPL");
    assertThat(series).isNotNull();
    return series;
  }

  @Test
  void scenario_played_saysWhatItAlwaysSaid() {
    play(engine);
    GoldenFile.of("vpin-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void history_learned_saysTheNewestBucketWithAValue() {
    engine.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    VpinCalculation newest = engine.outbox().single(MessageType.VPIN_CALCULATION);
    assertThat(newest.vpin()).isPresent();
    assertThat(newest.cdf()).isPresent();
    assertThat(newest.sigma().orElseThrow()).isPositive();
    assertThat(newest.bucketVolume())
        .isCloseTo(newest.buyVolume() + newest.sellVolume(), within(1e-6));
    assertThat(newest.simulated()).isTrue();
    assertThat(series().newest()).hasSizeGreaterThan(10).endsWith(newest);
  }

  @Test
  void bucket_duringWarmUp_hasNoVpinRatherThanZero() {
    engine.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    assertThat(series().newest().subList(0, 2))
        .allSatisfy(
            bucket -> {
              assertThat(bucket.vpin()).isEmpty();
              assertThat(bucket.cdf()).isEmpty();
            });
    assertThat(series().newest().get(2).vpin()).isPresent();
  }

  @Test
  void trades_conflated_areStatedAsShareOfTheBucket() {
    learn();
    for (int second = 0; second < 600; second += 10) {
      engine.send(MessageType.TRADE, Fixtures.trade(second, 100, 60, second % 20 == 0));
    }
    assertThat(buckets()).hasSizeGreaterThan(2);
    // The bucket that was open holds bars of history, which say nothing of conflation.
    assertThat(buckets().subList(1, buckets().size()))
        .allSatisfy(each -> assertThat(each.conflatedShare()).isCloseTo(0.5, within(1e-9)));
  }

  @Test
  void bar_ofAMinuteWithTrades_isNotCountedTwice() {
    learn();
    engine.send(MessageType.TRADE, Fixtures.trade(0, 100, 400, false));
    engine.send(MessageType.BAR, Fixtures.TAPE.bar(BarSpec.MINUTE, Fixtures.LIVE, 100, 100, 400));
    engine.send(MessageType.TRADE, Fixtures.trade(60, 100, 1, false));
    long after = series().buckets();
    engine.send(MessageType.BAR, Fixtures.TAPE.bar(BarSpec.MINUTE, Fixtures.LIVE, 100, 100, 400));
    assertThat(series().buckets()).isEqualTo(after);
    assertThat(series().late()).isEqualTo(1);
  }

  @Test
  void bars_withoutTrades_fillBuckets() {
    learn();
    Instant start = Fixtures.LIVE;
    engine.send(MessageType.BAR, Fixtures.TAPE.bar(BarSpec.MINUTE, start, 100, 101, 5_000));
    assertThat(buckets()).hasSizeGreaterThan(5);
    assertThat(buckets().getLast().end()).isBetween(start, start.plusSeconds(60));
  }

  @Test
  void minute_withoutFurtherTrades_endsByTheClock() {
    learn();
    engine.send(MessageType.TRADE, Fixtures.trade(1, 100, 5_000, false));
    assertThat(buckets()).isEmpty();
    engine.tick(Duration.ofSeconds(61));
    assertThat(buckets()).isEmpty();
    engine.tick(Duration.ofSeconds(1));
    assertThat(buckets()).hasSizeGreaterThan(5);
  }

  @Test
  void trade_thatComesAgain_changesNothing() {
    learn();
    Trade trade = Fixtures.trade(0, 100, 100, false);
    engine.send(MessageType.TRADE, trade).send(MessageType.TRADE, trade);
    EngineHarness once = EngineHarness.of(newEngine());
    once.warmUp(asked -> Fixtures.TAPE.history(asked, 1));
    once.outbox().clear();
    once.send(MessageType.TRADE, trade);
    engine.tick(Duration.ofMinutes(5));
    once.tick(Duration.ofMinutes(5));
    engine.send(MessageType.TRADE, Fixtures.trade(600, 100, 900, false)).tick(Duration.ofHours(1));
    once.send(MessageType.TRADE, Fixtures.trade(600, 100, 900, false)).tick(Duration.ofHours(1));
    assertThat(engine.outbox().lines()).isNotEmpty().isEqualTo(once.outbox().lines());
  }

  @Test
  void bar_builtWhereVendorsCount_isNotTaken() {
    learn();
    Bar vendor = Fixtures.TAPE.bar(BarSpec.MINUTE, Fixtures.LIVE, 100, 101, 5_000);
    Bar built =
        new Bar(
            vendor.instrument(),
            vendor.spec(),
            vendor.start(),
            vendor.open(),
            vendor.high(),
            vendor.low(),
            vendor.close(),
            vendor.volume(),
            vendor.vwap(),
            vendor.trades(),
            vendor.buyVolume(),
            vendor.sellVolume(),
            Bar.Origin.BUILT,
            0,
            true,
            vendor.provenance());
    engine.send(MessageType.BAR, built);
    assertThat(buckets()).isEmpty();
  }
}
