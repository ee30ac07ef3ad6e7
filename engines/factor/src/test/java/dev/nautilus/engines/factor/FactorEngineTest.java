package dev.nautilus.engines.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Measure;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FactorEngineTest extends EngineContract {
  private static final List<LocalDate> DAYS = Fixtures.days(600);
  private static final List<LocalDate> BEFORE = DAYS.subList(0, 599);

  private final FactorBook book = new FactorBook(Fixtures.properties());
  private final EngineDefinition definition = new FactorEngine().factor(book);
  private final EngineHarness engine = EngineHarness.of(definition);

  @Override
  protected EngineDefinition newEngine() {
    return new FactorEngine().factor(new FactorBook(Fixtures.properties()));
  }

  /// History, the last day asset by asset, and an attribution.
  @Override
  protected void play(EngineHarness played) {
    played.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    lastDay(played, Fixtures.SYMBOLS);
    DayResult newest = Objects.requireNonNull(played.snapshotView(FactorView.class).newest());
    FactorView.Days days = new FactorView.Days(new TreeMap<>(Map.of(newest.date(), newest)));
    played.ask(
        outbox -> {
          outbox.emit(MessageType.ANALYTICS_RESULT, question().answer(days).message());
          return true;
        });
  }

  private static void lastDay(EngineHarness to, List<InstrumentId> symbols) {
    symbols.forEach(symbol -> to.send(MessageType.BAR, Fixtures.bars(symbol, DAYS).getLast()));
  }

  private static PortfolioQuestion question() {
    return new PortfolioQuestion(
        "acct-1", Map.of("A1", 0.6, "B2", 0.4), DAYS.get(590), DAYS.getLast(), Map.of());
  }

  private List<FactorCalculation> calculations() {
    return engine.outbox().of(MessageType.FACTOR_CALCULATION);
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    EngineHarness fresh = EngineHarness.of(newEngine());
    play(fresh);
    List<String> lines = new ArrayList<>(fresh.outbox().lines());
    GoldenFile.of("factor-scenario.jsonl").check(lines);
  }

  @Test
  void history_learned_saysTheNewestDayInParts() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    List<FactorCalculation> parts = calculations();
    assertThat(parts).extracting(FactorCalculation::part).containsExactly(1, 2, 3);
    assertThat(parts)
        .allSatisfy(
            part -> {
              assertThat(part.date()).isEqualTo(BEFORE.getLast());
              assertThat(part.parts()).isEqualTo(3);
              assertThat(part.assets()).isEqualTo(10);
              assertThat(part.simulated()).isTrue();
              assertThat(part.factors())
                  .containsExactly(
                      "market", "sector:A", "sector:B", "sector:C", "momentum", "size", "value");
            });
    assertThat(parts.stream().mapToInt(part -> part.exposures().size()).sum()).isEqualTo(10);
  }

  @Test
  void history_tooShortForMomentum_saysNothingAndTellsWhy() {
    engine.warmUp(backfill -> Fixtures.history(backfill, DAYS.subList(0, 525)));
    assertThat(calculations()).isEmpty();
    FactorView view = engine.snapshotView(FactorView.class);
    assertThat(view.newest()).isNull();
    assertThat(view.missing()).hasSize(10);
  }

  @Test
  void day_firstPossible_isTheOneAfter525Closes() {
    engine.warmUp(backfill -> Fixtures.history(backfill, DAYS.subList(0, 526)));
    assertThat(calculations()).extracting(FactorCalculation::date).containsOnly(DAYS.get(525));
    assertThat(engine.outbox().of(MessageType.FACTOR_COVARIANCE)).as("not ready").isEmpty();
  }

  @Test
  void covariance_fewerThanSixtyDays_isNotTold() {
    engine.warmUp(backfill -> Fixtures.history(backfill, DAYS.subList(0, 584)));
    assertThat(engine.outbox().of(MessageType.FACTOR_COVARIANCE)).isEmpty();
    EngineHarness longer = EngineHarness.of(newEngine());
    longer.warmUp(backfill -> Fixtures.history(backfill, DAYS.subList(0, 585)));
    FactorCovariance covariance = longer.outbox().single(MessageType.FACTOR_COVARIANCE);
    assertThat(covariance.specific()).hasSize(10);
    // Ten assets with daily volatility of 1.5 %: the market's is a third of that, annualised.
    assertThat(Math.sqrt(covariance.covariance().getFirst())).isBetween(0.02, 0.25);
  }

  @Test
  void liveDay_allAssetsThere_isEstimatedOnce() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    engine.outbox().clear();
    lastDay(engine, Fixtures.SYMBOLS.subList(0, 9));
    assertThat(calculations()).isEmpty();
    lastDay(engine, Fixtures.SYMBOLS.subList(9, 10));
    assertThat(calculations()).hasSize(3).extracting(FactorCalculation::revision).containsOnly(0);
    lastDay(engine, Fixtures.SYMBOLS);
    assertThat(calculations()).as("nothing new").hasSize(3);
  }

  @Test
  void liveDay_assetMissing_isEstimatedWithoutItAfterAWhile() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    engine.outbox().clear();
    lastDay(engine, Fixtures.SYMBOLS.subList(1, 10));
    engine.tick(Duration.ofMinutes(1));
    assertThat(calculations()).isEmpty();
    engine.tick(Duration.ofMinutes(16));
    assertThat(calculations()).extracting(FactorCalculation::assets).containsOnly(9);
    assertThat(engine.snapshotView(FactorView.class).missing()).containsOnlyKeys("A1");
  }

  @Test
  void liveDay_correctedClose_isANewRevision() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    lastDay(engine, Fixtures.SYMBOLS);
    engine.outbox().clear();
    engine.send(
        MessageType.BAR, Fixtures.bar(Fixtures.SYMBOLS.getFirst(), DAYS.getLast(), 77, true));
    assertThat(calculations()).hasSize(3).extracting(FactorCalculation::revision).containsOnly(1);
  }

  @Test
  void bar_runningOrOfAnother_saysNothing() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    engine.outbox().clear();
    engine.send(
        MessageType.BAR, Fixtures.bar(Fixtures.SYMBOLS.getFirst(), DAYS.getLast(), 77, false));
    engine.send(MessageType.BAR, Fixtures.bar(InstrumentId.of("XYZ"), DAYS.getLast(), 77, true));
    assertThat(calculations()).isEmpty();
  }

  @Test
  void everyHour_newestDays_areAskedForAgain() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    engine.outbox().clear();
    engine.tick(Duration.ofHours(1));
    assertThat(engine.outbox().asked()).hasSize(1);
    engine.learn(
        engine.outbox().asked().getFirst(),
        Fixtures.history(engine.outbox().asked().getFirst(), DAYS));
    assertThat(calculations()).extracting(FactorCalculation::date).containsOnly(DAYS.getLast());
  }

  @Test
  void exposures_ofADay_areKnownTheDayBefore() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    lastDay(engine, Fixtures.SYMBOLS);
    DayResult day = Objects.requireNonNull(engine.snapshotView(FactorView.class).newest());
    EngineHarness other = EngineHarness.of(newEngine());
    other.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    Fixtures.SYMBOLS.forEach(
        symbol -> other.send(MessageType.BAR, Fixtures.bar(symbol, DAYS.getLast(), 500, true)));
    DayResult elsewhere = Objects.requireNonNull(other.snapshotView(FactorView.class).newest());
    assertThat(elsewhere.exposures()).isEqualTo(day.exposures());
    assertThat(elsewhere.returns()).isNotEqualTo(day.returns());
  }

  @Test
  void attribution_parts_addUpToTheReturn() {
    engine.warmUp(backfill -> Fixtures.history(backfill, DAYS));
    AnalyticsResult result = question().answer(book.days()).message();
    assertThat(result.kind()).isEqualTo(AnalyticsResult.Kind.ATTRIBUTION);
    assertThat(result.window()).isEqualTo("10d");
    double total = measure(result, "total_return");
    assertThat(measure(result, "common_return") + measure(result, "specific_return"))
        .isCloseTo(total, within(1e-12));
    assertThat(measure(result, "tilt_return") + measure(result, "timing_return"))
        .isCloseTo(measure(result, "common_return"), within(1e-12));
  }

  private static double measure(AnalyticsResult result, String name) {
    return result.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .map(Measure::value)
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }

  @Test
  void attribution_unknownAssetOrDay_isRefused() {
    engine.warmUp(backfill -> Fixtures.history(backfill, DAYS));
    FactorView.Days days = book.days();
    LocalDate last = DAYS.getLast();
    assertThatThrownBy(
            () -> new PortfolioQuestion("x", Map.of("Z", 1.0), last, last, Map.of()).answer(days))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("'Z'");
    assertThatThrownBy(
            () ->
                new PortfolioQuestion(
                        "x", Map.of("A1", 1.0), last.plusDays(1), last.plusDays(2), Map.of())
                    .answer(days))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(
            () -> new PortfolioQuestion("x", Map.of(), last, last.minusDays(1), Map.of()))
        .isInstanceOf(EngineException.class);
  }

  @Test
  void state_savedAndLoaded_goesOnTheSame() {
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    EngineDefinition restored = newEngine();
    restored.load(definition.save());
    assertThat(restored.save()).isEqualTo(definition.save());
    EngineHarness restarted = EngineHarness.of(restored);
    engine.outbox().clear();
    lastDay(engine, Fixtures.SYMBOLS);
    lastDay(restarted, Fixtures.SYMBOLS);
    assertThat(restarted.outbox().lines()).isEqualTo(engine.outbox().lines()).isNotEmpty();
  }
}
