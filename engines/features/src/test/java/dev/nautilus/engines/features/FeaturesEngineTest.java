package dev.nautilus.engines.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.message.Bar;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.InstrumentId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesEngineTest extends EngineContract {
  private static final List<Bar> BARS = Fixtures.walk(42, 16);

  private final EngineHarness engine = EngineHarness.of(newEngine());

  @Override
  protected EngineDefinition newEngine() {
    FeaturesProperties properties =
        Fixtures.properties("sma(3)", "rsi(3)", "bb(4,2)", "atr(3)", "obv", "mid", "microprice");
    return new FeaturesEngine().features(new FeatureBook(FeatureCatalog.standard(), properties));
  }

  /// History, two quotes, a bar, a bar before its turn, the late one, and a correction.
  @Override
  protected void play(EngineHarness played) {
    played.warmUp(backfill -> Fixtures.answer(BARS.subList(0, 12)));
    played.send(MessageType.QUOTE, Fixtures.quote(1, 100, 100.5));
    played.send(MessageType.QUOTE, Fixtures.quote(2, 100.25, 100.5));
    played.send(MessageType.BAR, BARS.get(12));
    played.send(MessageType.BAR, BARS.get(14));
    played.send(MessageType.BAR, BARS.get(13));
    played.send(MessageType.BAR, Fixtures.corrected(BARS.get(14), 105));
    played.send(MessageType.BAR, BARS.get(15));
  }

  private List<FeatureVector> vectors() {
    return engine.outbox().of(MessageType.FEATURE_VECTOR);
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    play(engine);
    GoldenFile.of("features-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void history_learned_saysTheNewestVectorAtOnce() {
    engine.warmUp(backfill -> Fixtures.answer(BARS));
    assertThat(vectors())
        .singleElement()
        .satisfies(vector -> assertThat(vector.barStart()).isEqualTo(BARS.getLast().start()));
  }

  @Test
  void history_runningBar_isNotLearned() {
    Bar running = running(BARS.get(1));
    engine.warmUp(backfill -> Fixtures.answer(List.of(BARS.get(0), running)));
    assertThat(vectors())
        .singleElement()
        .satisfies(vector -> assertThat(vector.barStart()).isEqualTo(BARS.getFirst().start()));
  }

  @Test
  void bar_alreadyInHistory_saysNothing() {
    engine.warmUp(backfill -> Fixtures.answer(BARS));
    engine.outbox().clear();
    engine.send(MessageType.BAR, BARS.getLast());
    assertThat(vectors()).isEmpty();
  }

  @Test
  void bar_ofAnotherSymbolOriginOrStillRunning_saysNothing() {
    Bar bar = BARS.getFirst();
    engine.send(MessageType.BAR, running(bar));
    engine.send(MessageType.BAR, with(bar, InstrumentId.of("MSFT"), Bar.Origin.VENDOR, true));
    engine.send(MessageType.BAR, with(bar, bar.instrument(), Bar.Origin.BUILT, true));
    assertThat(vectors()).isEmpty();
  }

  @Test
  void quote_oneSideMissing_isNotAPriceOfZero() {
    engine.send(MessageType.QUOTE, Fixtures.quote(1, 100, 101));
    engine.send(MessageType.QUOTE, Fixtures.oneSided(2));
    engine.send(MessageType.BAR, BARS.getFirst());
    assertThat(vectors().getFirst().entries())
        .filteredOn(entry -> entry.name().equals("mid@quote"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.value()).hasValue(100.5));
  }

  @Test
  void nbbo_askedFor_countsInsteadOfQuotes() {
    FeaturesProperties properties =
        Fixtures.properties(FeaturesProperties.TopOfBookOrigin.NBBO, "sma(3)", "mid");
    EngineHarness consolidated =
        EngineHarness.of(
            new FeaturesEngine().features(new FeatureBook(FeatureCatalog.standard(), properties)));
    consolidated.send(MessageType.NBBO, Fixtures.best(1, 100, 102));
    consolidated.send(MessageType.QUOTE, Fixtures.quote(2, 200, 201));
    consolidated.send(MessageType.BAR, BARS.getFirst());
    assertThat(mid(consolidated.outbox().last(MessageType.FEATURE_VECTOR))).isEqualTo(101);
    engine.send(MessageType.NBBO, Fixtures.best(1, 100, 102));
    engine.send(MessageType.QUOTE, Fixtures.quote(2, 200, 201));
    engine.send(MessageType.BAR, BARS.getFirst());
    assertThat(mid(vectors().getLast())).isEqualTo(200.5);
  }

  @Test
  void trades_heard_leaveWithTheNextBarInTheOrderTheyWereSeen() {
    FeaturesProperties properties = Fixtures.properties("sma(3)", "trade_imbalance(2)");
    EngineHarness tape =
        EngineHarness.of(
            new FeaturesEngine().features(new FeatureBook(FeatureCatalog.standard(), properties)));
    tape.send(MessageType.TRADE, Fixtures.trade(1, 100, 10));
    tape.send(MessageType.TRADE, Fixtures.trade(2, 101, 30));
    tape.send(MessageType.TRADE, Fixtures.trade(4, 100.5, 10));
    tape.send(MessageType.TRADE, Fixtures.trade(3, 200, 1000));
    tape.send(MessageType.BAR, BARS.getFirst());
    assertThat(tape.outbox().last(MessageType.FEATURE_VECTOR).entries())
        .filteredOn(entry -> entry.name().equals("trade_imbalance(2)@trade"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.ready()).isTrue();
              assertThat(entry.value()).hasValue((30 - 10) / 40.0);
            });
  }

  @Test
  void lateBar_quotesSince_areNotInItsVector() {
    engine.send(MessageType.QUOTE, Fixtures.quote(1, 100, 101));
    engine.send(MessageType.BAR, BARS.get(0));
    engine.send(MessageType.QUOTE, Fixtures.quote(2, 200, 201));
    engine.send(MessageType.BAR, BARS.get(2));
    engine.outbox().clear();
    engine.send(MessageType.BAR, BARS.get(1));
    assertThat(vectors()).extracting(FeaturesEngineTest::mid).containsExactly(100.5, 200.5);
  }

  private static double mid(FeatureVector vector) {
    return vector.entries().stream()
        .filter(entry -> entry.name().equals("mid@quote"))
        .findFirst()
        .orElseThrow()
        .value()
        .orElseThrow();
  }

  @Test
  void quote_none_leavesQuoteFeaturesNotReady() {
    engine.send(MessageType.BAR, BARS.getFirst());
    assertThat(vectors().getFirst().entries())
        .filteredOn(entry -> entry.name().endsWith("@quote"))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.ready()).isFalse());
  }

  @Test
  void quote_olderThanTheLast_isIgnored() {
    engine.send(MessageType.QUOTE, Fixtures.quote(5, 100, 101));
    engine.send(MessageType.QUOTE, Fixtures.quote(4, 1, 2));
    engine.send(MessageType.BAR, BARS.getFirst());
    assertThat(vectors().getFirst().entries())
        .filteredOn(entry -> entry.name().equals("mid@quote"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.value()).hasValue(100.5));
  }

  private static Bar running(Bar bar) {
    return with(bar, bar.instrument(), bar.origin(), false);
  }

  private static Bar with(Bar bar, InstrumentId instrument, Bar.Origin origin, boolean complete) {
    return new Bar(
        instrument,
        bar.spec(),
        bar.start(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        bar.vwap(),
        bar.trades(),
        bar.buyVolume(),
        bar.sellVolume(),
        origin,
        bar.revision(),
        complete,
        bar.provenance());
  }
}
