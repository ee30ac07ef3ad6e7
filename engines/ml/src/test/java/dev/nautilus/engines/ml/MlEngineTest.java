package dev.nautilus.engines.ml;

import static dev.nautilus.engines.ml.Fixtures.AAPL;
import static dev.nautilus.engines.ml.Fixtures.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.engines.ml.method.Label;
import dev.nautilus.engines.ml.method.LearnerKind;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.message.ModelDrift;
import dev.nautilus.message.PerformanceMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MlEngineTest extends EngineContract {
  private static final int LEARNED = 300;
  private static final int LIVE = 200;
  private static final int SHOWN = 40;
  private static final Map<InstrumentId, List<Bar>> BARS =
      Map.of(AAPL, market(AAPL, 3), MSFT, market(MSFT, 4));

  private final ModelBook book = book();
  private final EngineHarness engine = EngineHarness.of(new MlEngine().ml(book));

  /// Long swings that can be learned, then short ones in which what was learned is wrong.
  private static List<Bar> market(InstrumentId symbol, long seed) {
    return Stream.concat(
            Fixtures.walk(symbol, seed, LEARNED + 20).stream(),
            Fixtures.saw(symbol, seed, LEARNED + 20, LIVE).stream())
        .toList();
  }

  private static ModelBook book() {
    return new ModelBook(
        Fixtures.properties(
            List.of(AAPL, MSFT),
            Fixtures.sign(LearnerKind.LOGISTIC_ADAGRAD, LearnerKind.LOGISTIC_FTRL, OnDrift.REPLACE),
            Fixtures.rule("return", LearnerKind.LEAST_SQUARES, null, Label.RETURN, OnDrift.RESET)));
  }

  @Override
  protected EngineDefinition newEngine() {
    return new MlEngine().ml(book());
  }

  private static void warmUp(EngineHarness played) {
    played.warmUp(
        backfill -> {
          InstrumentId symbol = backfill.instruments().getFirst();
          return Fixtures.answer(symbol, bars(symbol).subList(0, LEARNED));
        });
  }

  private static List<Bar> bars(InstrumentId symbol) {
    return BARS.getOrDefault(symbol, List.of());
  }

  private static void hear(EngineHarness played, InstrumentId symbol, int minute) {
    Bar bar = bars(symbol).get(minute);
    played.send(MessageType.BAR, bar);
    played.send(MessageType.FEATURE_VECTOR, Fixtures.vector(bar, 30 + minute % 40));
  }

  @Override
  protected void play(EngineHarness played) {
    warmUp(played);
    for (int i = LEARNED; i < LEARNED + LIVE; i++) {
      hear(played, AAPL, i);
      hear(played, MSFT, i);
    }
  }

  private List<MlPrediction> predictions() {
    return engine.outbox().of(MessageType.ML_PREDICTION);
  }

  /// All but the predictions, and of those every fortieth.
  @Test
  void scenario_goldenFile_isUnchanged() {
    play(engine);
    List<String> lines = engine.outbox().lines();
    List<String> shown = new ArrayList<>();
    IntStream.range(0, lines.size())
        .filter(i -> i % SHOWN == 0 || !lines.get(i).startsWith("ml_prediction"))
        .forEach(i -> shown.add(lines.get(i)));
    GoldenFile.of("ml-scenario.jsonl").check(shown);
  }

  @Test
  void history_learned_saysTheNewestPredictionsAndMeasuresAtOnce() {
    warmUp(engine);
    assertThat(predictions())
        .hasSize(4)
        .allSatisfy(
            each -> {
              assertThat(each.barStart()).isEqualTo(bars(AAPL).get(LEARNED - 1).start());
              assertThat(each.examples()).isGreaterThan(200);
              assertThat(each.simulated()).isTrue();
            });
    assertThat(engine.outbox().of(MessageType.PERFORMANCE_METRIC))
        .extracting(PerformanceMetric::subject)
        .contains("ml/direction", "ml/direction/shadow", "ml/return");
  }

  @Test
  void history_ofOneInstrumentOnly_saysNothingYet() {
    engine.learn(book.backfills().getFirst(), Fixtures.answer(AAPL, bars(AAPL)));
    assertThat(engine.outbox().all()).isEmpty();
  }

  @Test
  void history_inAnyOrderOfInstruments_isLearnedInTheOrderOfTime() {
    EngineHarness other = EngineHarness.of(newEngine());
    warmUp(engine);
    List<Backfill> asked = book.backfills();
    for (int i = asked.size() - 1; i >= 0; i--) {
      InstrumentId symbol = asked.get(i).instruments().getFirst();
      other.learn(asked.get(i), Fixtures.answer(symbol, bars(symbol).subList(0, LEARNED)));
    }
    assertThat(other.outbox().lines()).isEqualTo(engine.outbox().lines());
  }

  @Test
  void bar_withItsFeatures_isPredictedOnce() {
    warmUp(engine);
    engine.outbox().clear();
    hear(engine, AAPL, LEARNED);
    assertThat(predictions())
        .extracting(MlPrediction::model)
        .containsExactly("direction", "return");
    hear(engine, AAPL, LEARNED);
    assertThat(predictions()).hasSize(2);
  }

  @Test
  void features_beforeTheirBar_leadToTheSame() {
    EngineHarness other = EngineHarness.of(newEngine());
    warmUp(engine);
    warmUp(other);
    for (int i = LEARNED; i < LEARNED + 30; i++) {
      hear(engine, AAPL, i);
      Bar bar = bars(AAPL).get(i);
      other.send(MessageType.FEATURE_VECTOR, Fixtures.vector(bar, 30 + i % 40));
      other.send(MessageType.BAR, bar);
    }
    assertThat(other.outbox().lines()).isEqualTo(engine.outbox().lines());
  }

  @Test
  void bar_whoseFeaturesDoNotCome_isLearnedWithoutAndNotPredicted() {
    warmUp(engine);
    long before = direction(engine).live().examples();
    engine.outbox().clear();
    for (int i = LEARNED; i < LEARNED + 10; i++) {
      engine.send(MessageType.BAR, bars(AAPL).get(i));
    }
    assertThat(predictions()).isEmpty();
    MlView view = engine.snapshotView(MlView.class);
    assertThat(Objects.requireNonNull(view.symbols().get("AAPL")).counts().withoutFeatures())
        .isEqualTo(8);
    assertThat(direction(engine).live().examples()).isEqualTo(before + 8);
  }

  @Test
  void barOrFeatures_ofAnotherKind_sayNothing() {
    warmUp(engine);
    engine.outbox().clear();
    Bar bar = bars(AAPL).get(LEARNED);
    engine.send(MessageType.BAR, Fixtures.minute(InstrumentId.of("XYZ"), LEARNED, 10));
    engine.send(MessageType.FEATURE_VECTOR, Fixtures.vector(Fixtures.minute(AAPL, 0, 10), 5));
    engine.send(MessageType.BAR, Fixtures.running(bar));
    assertThat(engine.outbox().all()).isEmpty();
  }

  @Test
  void warmUp_beforeEnoughExamples_saysNothing() {
    engine.warmUp(
        backfill -> {
          InstrumentId symbol = backfill.instruments().getFirst();
          return Fixtures.answer(symbol, bars(symbol).subList(0, 70));
        });
    assertThat(predictions()).isEmpty();
    assertThat(direction(engine).ready()).isFalse();
  }

  @Test
  void shortSwings_afterLongOnes_areToldAsDriftAndTheModelBeginsAnew() {
    play(engine);
    assertThat(engine.outbox().of(MessageType.MODEL_DRIFT))
        .anySatisfy(
            drift -> {
              assertThat(drift.model()).isEqualTo("return");
              assertThat(drift.detector()).isEqualTo("ddm");
              assertThat(drift.action()).isEqualTo(ModelDrift.Action.RESET);
              assertThat(drift.statistic()).isGreaterThan(drift.threshold().orElseThrow());
            });
  }

  @Test
  void version_ofEqualModels_isEqualAndChangesWithWhatIsLearned() {
    EngineHarness other = EngineHarness.of(newEngine());
    warmUp(engine);
    warmUp(other);
    String first = version(engine);
    assertThat(version(other)).isEqualTo(first).hasSize(16);
    hear(engine, AAPL, LEARNED);
    assertThat(version(engine)).isNotEqualTo(first);
  }

  private static String version(EngineHarness of) {
    return direction(of).live().version();
  }

  private static MlView.ModelView direction(EngineHarness of) {
    return Objects.requireNonNull(of.snapshotView(MlView.class).models().get("direction"));
  }

  @Test
  void define_newModel_learnsFromThenOnAndOutlivesTheProcess() {
    ModelRequest request =
        new ModelRequest(Map.of("id", "tree", "learner", "hoeffding-tree", "warmup", "5"));
    EngineDefinition first = new MlEngine().ml(book);
    EngineHarness.of(first).ask(_ -> book.define(request));
    EngineDefinition second = newEngine();
    second.load(first.save());
    assertThat(second.save()).isEqualTo(first.save());
    EngineHarness successor = EngineHarness.of(second);
    for (int i = 0; i < LEARNED; i++) {
      hear(successor, AAPL, i);
    }
    assertThat(successor.outbox().of(MessageType.ML_PREDICTION))
        .extracting(MlPrediction::model)
        .contains("tree");
  }

  @Test
  void define_takenIdOrTooMany_isRefused() {
    assertInvalid(Map.of("id", "direction", "learner", "naive-bayes"), "taken");
    engine.ask(_ -> book.define(new ModelRequest(Map.of("id", "a", "learner", "naive_bayes"))));
    engine.ask(_ -> book.define(new ModelRequest(Map.of("id", "b", "learner", "NAIVE_BAYES"))));
    assertInvalid(Map.of("id", "c", "learner", "naive-bayes"), "at most 4");
  }

  @Test
  void define_impossibleRule_saysWhatMustBeDifferent() {
    assertInvalid(Map.of("id", "Big", "learner", "naive-bayes"), "a-z");
    assertInvalid(Map.of("id", "x"), "learner");
    assertInvalid(Map.of("learner", "naive-bayes"), "id");
    assertInvalid(Map.of("id", "x", "learner", "oracle"), "oracle");
    assertInvalid(Map.of("id", "x", "learner", "naive-bayes", "horizon", "0"), "horizon");
    assertInvalid(Map.of("id", "x", "learner", "naive-bayes", "label", "RETURN"), "LEAST_SQUARES");
    assertInvalid(Map.of("id", "x", "learner", "least-squares"), "SIGN");
    assertInvalid(Map.of("id", "x", "learner", "logistic-sgd", "lr", "-1"), "lr");
    assertThatThrownBy(() -> ModelRequest.of(Map.of("id", "x", "lerner", "naive-bayes")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("lerner");
  }

  private void assertInvalid(Map<String, String> settings, String why) {
    assertThatThrownBy(() -> engine.ask(_ -> book.define(new ModelRequest(settings))))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(why);
  }

  @Test
  void promote_withShadow_letsItSpeakAndBack() {
    warmUp(engine);
    assertThat(engine.ask(_ -> book.promote("direction")).live().learner())
        .isEqualTo("LOGISTIC_FTRL");
    assertThat(engine.ask(_ -> book.promote("direction")).live().learner())
        .isEqualTo("LOGISTIC_ADAGRAD");
  }

  @Test
  void promote_withoutShadowOrModel_isRefused() {
    assertThatThrownBy(() -> engine.ask(_ -> book.promote("return")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("shadow");
    assertThatThrownBy(() -> engine.ask(_ -> book.promote("nothing")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("nothing");
  }
}
