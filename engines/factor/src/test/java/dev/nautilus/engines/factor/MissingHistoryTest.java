package dev.nautilus.engines.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Assets of which something is missing: the others are estimated without them, and what is missing
/// is said and asked for again.
class MissingHistoryTest {
  private static final List<LocalDate> BEFORE = Fixtures.days(600).subList(0, 599);

  private final FactorBook book = new FactorBook(Fixtures.properties());
  private final EngineHarness engine = EngineHarness.of(new FactorEngine().factor(book));

  private List<FactorCalculation> calculations() {
    return engine.outbox().of(MessageType.FACTOR_CALCULATION);
  }

  private static DataResponse without(Backfill asked, String symbol, String type) {
    boolean left =
        asked.instruments().contains(InstrumentId.of(symbol))
            && asked.types().getFirst().name().equals(type);
    return left ? new DataResponse(List.of()) : Fixtures.history(asked, BEFORE);
  }

  @Test
  void asset_withoutHistory_isLeftOutAndSaid() {
    engine.warmUp(backfill -> without(backfill, "A1", "bar"));
    assertThat(calculations()).extracting(FactorCalculation::assets).containsOnly(9);
    assertThat(engine.snapshotView(FactorView.class).missing())
        .containsExactly(Map.entry("A1", "has no history"));
  }

  @Test
  void assets_tooFew_areNotReadyAndSayWhoLacksWhat() {
    engine.warmUp(
        backfill ->
            asksOf(backfill, "A1", "A2", "B1", "B2")
                ? new DataResponse(List.of())
                : Fixtures.history(backfill, BEFORE));
    assertThat(calculations()).isEmpty();
    assertThat(engine.snapshotView(FactorView.class).notReady())
        .startsWith("not ready: 6 of 10 assets can be used, 7 are needed to tell 3 sectors")
        .contains("A1 has no history, A2 has no history, B1 has no history");
  }

  private static boolean asksOf(Backfill asked, String... symbols) {
    return List.of(symbols).contains(asked.instruments().getFirst().value());
  }

  @Test
  void asset_withoutSectorThenWithOne_joinsEveryDayAsANewRevision() {
    engine.warmUp(backfill -> without(backfill, "A1", "fundamental"));
    assertThat(engine.snapshotView(FactorView.class).missing())
        .containsExactly(Map.entry("A1", "has no sector"));
    engine.outbox().clear();
    Fixtures.company(InstrumentId.of("A1"))
        .forEach(figures -> engine.send(MessageType.FUNDAMENTAL, figures));
    assertThat(calculations()).as("of all days the newest is told").hasSize(3);
    assertThat(calculations())
        .allSatisfy(
            part -> {
              assertThat(part.assets()).isEqualTo(10);
              assertThat(part.revision()).isEqualTo(1);
            });
    assertThat(book.days().byDate().values()).extracting(DayResult::revision).containsOnly(1);
  }

  @Test
  void history_missing_isAskedForAgainAndJoins() {
    engine.warmUp(backfill -> without(backfill, "C2", "bar"));
    engine.outbox().clear();
    engine.tick(Duration.ofSeconds(1));
    engine.tick(Duration.ofMinutes(1));
    Backfill again =
        engine.outbox().asked().stream()
            .filter(asked -> asked.rows() == Fixtures.properties().historyDays())
            .findFirst()
            .orElseThrow();
    assertThat(again.instruments()).containsExactly(InstrumentId.of("C2"));
    engine.learn(again, Fixtures.history(again, BEFORE));
    assertThat(engine.snapshotView(FactorView.class).missing()).isEmpty();
    assertThat(calculations()).extracting(FactorCalculation::assets).containsOnly(10);
  }

  @Test
  void history_onTopOfAState_isEstimatedOnceWithAll() {
    List<LocalDate> all = Fixtures.days(600);
    engine.warmUp(backfill -> Fixtures.history(backfill, BEFORE));
    engine.outbox().clear();
    engine.warmUp(backfill -> Fixtures.history(backfill, all));
    assertThat(calculations())
        .hasSize(3)
        .allSatisfy(
            part -> {
              assertThat(part.date()).isEqualTo(all.getLast());
              assertThat(part.revision()).isZero();
              assertThat(part.assets()).isEqualTo(10);
            });
  }
}
