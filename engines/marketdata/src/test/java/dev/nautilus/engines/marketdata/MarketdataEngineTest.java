package dev.nautilus.engines.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.Bar;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.MarketData;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Side;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarketdataEngineTest extends EngineContract {
  private static final String[] SPECS = {
    "10s",
    "1m",
    "tick:4",
    "volume:100",
    "dollar:1000",
    "tick_imbalance:3",
    "tick_runs:2",
    "adaptive_imbalance:3",
    "renko:0.5",
    "heikin_ashi:10"
  };

  private static final List<Side> SIDES = List.of(Side.SELL, Side.BUY, Side.UNKNOWN);

  private final MarketBook book = new MarketBook(Fixtures.properties(SPECS));
  private final EngineDefinition definition = new MarketdataEngine().marketdata(book);
  private final EngineHarness engine = EngineHarness.of(definition);

  @Override
  protected EngineDefinition newEngine() {
    return new MarketdataEngine().marketdata(new MarketBook(Fixtures.properties(SPECS)));
  }

  /// History, two venues that cross, trades with a hole, a late one, a book, a dividend, time.
  @Override
  protected void play(EngineHarness played) {
    played.warmUp(Fixtures::history);
    played.send(MessageType.QUOTE, Fixtures.quote("ibkr", 1, 0, 99.9, 100.1));
    played.send(MessageType.QUOTE, Fixtures.quote("yahoo_finance", 2, 1, 100.2, 100.3));
    played.send(MessageType.LEVEL2, Fixtures.book(1, 99.9, 100.1));
    for (int i = 1; i <= 30; i++) {
      if (i != 17) {
        Side side = i % 3 == 0 ? Side.SELL : Side.BUY;
        played.send(MessageType.TRADE, Fixtures.trade(i, i * 3, 100 + i % 4 * 0.25, 10, side));
      }
    }
    played.send(MessageType.CORPORATE_ACTION, Fixtures.dividend("2026-01-05", 0.5));
    played.tick(Duration.ofMillis(300));
    played.tick(Duration.ofMinutes(2));
  }

  private List<Bar> bars(String spec) {
    return engine.outbox().of(MessageType.BAR).stream()
        .filter(bar -> bar.spec().code().equals(spec))
        .toList();
  }

  private void trade(long counter, double seconds, double price, double size) {
    engine.send(MessageType.TRADE, Fixtures.trade(counter, seconds, price, size, Side.BUY));
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    play(engine);
    GoldenFile.of("marketdata-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void everyKindOfBar_isBuiltAndSaysSo() {
    play(engine);
    assertThat(engine.outbox().of(MessageType.BAR))
        .allSatisfy(
            bar -> {
              assertThat(bar.origin()).isEqualTo(Bar.Origin.BUILT);
              assertThat(bar.complete()).isTrue();
              assertThat(bar.provenance().simulated()).isTrue();
            })
        .extracting(bar -> bar.spec().code())
        .contains("10s", "tick:4", "volume:100", "dollar:1000", "tick_imbalance:3", "tick_runs:2")
        .contains("adaptive_imbalance:3", "renko:0.5", "heikin_ashi:10");
  }

  @Test
  void versions_ofBars_riseWithEachBar() {
    play(engine);
    assertThat(engine.outbox().of(MessageType.BAR))
        .extracting(bar -> bar.provenance().version())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void lateTrade_withinTheLateness_comesAsRevision() {
    trade(1, 1, 100, 1);
    trade(2, 11, 101, 1);
    trade(3, 21, 102, 1);
    trade(4, 19.5, 99, 5);
    assertThat(bars("10s")).extracting(Bar::revision).containsExactly(0, 1);
    assertThat(bars("10s").getLast().low()).isEqualTo(99);
    assertThat(bars("10s").getLast().volume()).isEqualTo(6);
  }

  @Test
  void firstBar_halfHeard_isNotTold() {
    trade(1, 5, 100, 1);
    trade(2, 11, 101, 1);
    assertThat(bars("10s")).isEmpty();
    trade(3, 21, 101, 1);
    assertThat(bars("10s")).hasSize(1);
  }

  @Test
  void nbbo_twoVenues_isTheBestOfBothWithSizesSummed() {
    engine.send(MessageType.QUOTE, Fixtures.quote("a", 1, 0, 10, 10.2));
    engine.send(MessageType.QUOTE, Fixtures.quote("b", 2, 0, 10, 10.1));
    Nbbo nbbo = engine.outbox().last(MessageType.NBBO);
    assertThat(nbbo.bid()).hasValue(10);
    assertThat(nbbo.bidSize()).hasValue(6);
    assertThat(nbbo.bidVenues()).containsExactly("a", "b");
    assertThat(nbbo.ask()).hasValue(10.1);
    assertThat(nbbo.askVenues()).containsExactly("b");
  }

  @Test
  void nbbo_sameQuoteAgain_saysNothing() {
    engine.send(MessageType.QUOTE, Fixtures.quote("a", 1, 0, 10, 10.2));
    engine.send(MessageType.QUOTE, Fixtures.quote("a", 2, 1, 10, 10.2));
    assertThat(engine.outbox().of(MessageType.NBBO)).hasSize(1);
  }

  @Test
  void nbbo_sideNobodyQuotes_isMissing() {
    engine.send(MessageType.QUOTE, Fixtures.bidOnly("a", 1, 0, 10));
    Nbbo nbbo = engine.outbox().single(MessageType.NBBO);
    assertThat(nbbo.ask()).isEmpty();
    assertThat(nbbo.bidSize()).isEmpty();
  }

  @Test
  void nbbo_venueFallsSilent_isToldWithoutIt() {
    engine.send(MessageType.QUOTE, Fixtures.quote("a", 1, 0, 10, 10.2));
    engine.tick(Duration.ofSeconds(4));
    assertThat(engine.outbox().of(MessageType.NBBO)).hasSize(1);
    engine.tick(Duration.ofSeconds(2));
    assertThat(engine.outbox().last(MessageType.NBBO).bid()).isEmpty();
  }

  @Test
  void nbbo_crossed_isToldAsQualityOnce() {
    engine.send(MessageType.QUOTE, Fixtures.quote("a", 1, 0, 10, 10.2));
    engine.send(MessageType.QUOTE, Fixtures.quote("b", 2, 0, 10.4, 10.5));
    engine.send(MessageType.QUOTE, Fixtures.quote("b", 3, 1, 10.3, 10.5));
    assertThat(engine.outbox().of(MessageType.DATA_QUALITY))
        .extracting(DataQuality::check)
        .containsExactly("crossed");
    assertThat(engine.outbox().last(MessageType.NBBO).crossed()).isTrue();
  }

  @Test
  void book_crossed_isToldAsQuality() {
    engine.send(MessageType.LEVEL2, Fixtures.book(1, 10.5, 10.4));
    assertThat(engine.outbox().single(MessageType.DATA_QUALITY).check()).isEqualTo("crossed_book");
    assertThat(instrument().books()).containsOnlyKeys("ibkr");
  }

  @Test
  void tape_ticksAndTradesOfTheSame_areNotCountedTwice() {
    engine.send(MessageType.TICK, Fixtures.tick(1, 0, 100, 1_000));
    engine.send(MessageType.TICK, Fixtures.tick(2, 1, 100.25, 1_040));
    assertThat(instrument().tape()).isEqualTo("tick of yahoo_finance");
    trade(1, 2, 100.25, 10);
    engine.send(MessageType.TICK, Fixtures.tick(3, 3, 100.5, 1_050));
    assertThat(instrument().tape()).isEqualTo("trade of ibkr");
    trade(2, 11, 100, 10);
    trade(3, 22, 100, 10);
    assertThat(bars("tick:4")).singleElement().satisfies(b -> assertThat(b.volume()).isEqualTo(61));
  }

  @Test
  void adjustment_dividendLearnedAndHeard_saysBothFactors() {
    engine.warmUp(Fixtures::history);
    engine.send(MessageType.CORPORATE_ACTION, Fixtures.dividend("2025-11-07", 2));
    List<MarketData> factors = engine.outbox().of(MessageType.MARKET_DATA);
    assertThat(factors.getLast().attributes())
        .containsEntry("kind", "adjustment_factor")
        .containsEntry("priceFactor", "0.99");
    assertThat(instrument().factors().getFirst().priceFactor()).isEqualByComparingTo("0.9702");
    engine.outbox().clear();
    engine.send(MessageType.CORPORATE_ACTION, Fixtures.dividend("2025-11-07", 2));
    assertThat(engine.outbox().of(MessageType.MARKET_DATA)).as("known already").isEmpty();
  }

  @Test
  void report_everyTenSeconds_hasTheNumbers() {
    trade(1, 0, 100, 1);
    trade(1, 0, 100, 1);
    engine.tick(Duration.ofSeconds(10));
    FeedQuality.Report report = instrument().quality();
    assertThat(report).isNotNull();
    assertThat(report.messages()).isEqualTo(2);
    assertThat(report.duplicateRate()).isEqualTo(0.5);
    assertThat(report.latencyP50Micros()).isBetween(19_800L, 20_200L);
    assertThat(engine.outbox().last(MessageType.DATA_QUALITY).detail()).contains("2 messages");
  }

  @Test
  void state_savedAndLoadedAtAnyMoment_goesOnTheSame() {
    SplittableRandom random = new SplittableRandom(9);
    EngineDefinition stopped = newEngine();
    for (int i = 1; i <= 120; i++) {
      if (random.nextInt(10) == 0) {
        continue; // lost on the way
      }
      var trade =
          Fixtures.trade(
              i, i * 2.3, 100 + random.nextInt(9) * 0.25, random.nextInt(60), SIDES.get(i % 3));
      byte[] before = stopped.save();
      stopped = newEngine();
      stopped.load(before);
      assertThat(stopped.save()).isEqualTo(before);
      EngineHarness restarted = EngineHarness.of(stopped);
      engine.outbox().clear();
      engine.send(MessageType.TRADE, trade);
      restarted.send(MessageType.TRADE, trade);
      assertThat(restarted.outbox().lines()).as("trade " + i).isEqualTo(engine.outbox().lines());
    }
    assertThat(stopped.save()).isEqualTo(definition.save());
  }

  @Test
  void resync_unknownSymbol_isRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> book.resync("XYZ", Fixtures.OPEN))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.UNKNOWN));
    assertThatThrownBy(() -> book.resync("a b", Fixtures.OPEN))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.INVALID));
  }

  private MarketdataView.Instrument instrument() {
    return Objects.requireNonNull(
        engine.snapshotView(MarketdataView.class).instruments().get("AAPL"));
  }
}
