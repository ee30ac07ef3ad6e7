package dev.nautilus.engines.backtesting;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.BacktestError;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.BacktestStart;
import dev.nautilus.message.Bar;
import dev.nautilus.message.ParameterOptimization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestingEngineTest extends EngineContract {
  private static final List<Bar> BARS = Fixtures.days(7, 120);

  @TempDir private static Path folder;

  private final IdentityHashMap<BacktestBook, Studies> studies = new IdentityHashMap<>();
  private final BacktestBook book = tracked();
  private final EngineHarness engine = EngineHarness.of(engineOf(book));

  /// Whose engine heard a bar or came back last: a question has no other way to its engine.
  private BacktestBook current = book;

  private BacktestBook tracked() {
    return new BacktestBook(Fixtures.properties(folder)) {
      @Override
      void onBar(Message<Bar> message, Outbox outbox) {
        current = this;
        super.onBar(message, outbox);
      }

      @Override
      void read(StateInput in) {
        current = this;
        super.read(in);
      }
    };
  }

  private EngineDefinition engineOf(BacktestBook own) {
    Studies of = new Studies(Fixtures.properties(folder), own);
    studies.put(own, of);
    return new BacktestingEngine().backtesting(own, of);
  }

  private Studies currentStudies() {
    return requireNonNull(studies.get(current));
  }

  @Override
  protected EngineDefinition newEngine() {
    return engineOf(tracked());
  }

  /// A run of captured bars to its end, a search over them, and a run of a symbol that nothing was
  /// captured of.
  @Override
  protected void play(EngineHarness played) {
    BARS.forEach(bar -> played.send(MessageType.BAR, bar));
    played.ask(outbox -> current.submit(Fixtures.plan("bus"), null, outbox));
    runOut(played);
    StudyPlan study = Fixtures.study(StudyPlan.Method.GRID, 1);
    played.ask(outbox -> currentStudies().submit(study, null, outbox));
    runOut(played);
    RunPlan nothing = RunPlan.of(Map.of("symbol", "MSFT", "source", "bus"));
    played.ask(outbox -> current.submit(nothing, null, outbox));
  }

  /// Each slice, however short, replays a twentieth of so few bars.
  private static void runOut(EngineHarness played) {
    for (int slice = 0; slice < 25; slice++) {
      played.tick(Duration.ofSeconds(1));
    }
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    play(engine);
    GoldenFile.of("backtesting-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void run_ofCapturedBars_saysStartProgressAndResult() {
    play(engine);
    BacktestStart start = engine.outbox().single(MessageType.BACKTEST_START);
    assertThat(start.from()).isEqualTo(BARS.getFirst().start());
    assertThat(start.to()).isEqualTo(BARS.getLast().start().plus(Duration.ofDays(1)));
    List<BacktestProgress> progress = engine.outbox().of(MessageType.BACKTEST_PROGRESS);
    assertThat(progress).hasSize(20);
    assertThat(progress).extracting(BacktestProgress::done).isSorted();
    BacktestComplete result = engine.outbox().single(MessageType.BACKTEST_COMPLETE);
    assertThat(result.inputHash()).isEqualTo(start.inputHash());
    assertThat(result.trades()).isPositive();
    assertThat(result.resultHash()).hasSize(64);
  }

  @Test
  void run_ofNothing_saysNoData() {
    play(engine);
    BacktestError error = engine.outbox().single(MessageType.BACKTEST_ERROR);
    assertThat(error.code()).isEqualTo("NO_DATA");
    assertThat(error.detail()).contains("MSFT");
  }

  @Test
  void run_fromBusFileAndHistory_hasTheSameResult() throws IOException {
    Files.write(folder.resolve("bars.csv"), Fixtures.csv(BARS));
    BARS.forEach(bar -> engine.send(MessageType.BAR, bar));
    engine.ask(outbox -> book.submit(Fixtures.plan("bus"), null, outbox));
    RunPlan file = Fixtures.plan("file");
    BarFile.Contents contents = BarFile.scan(folder, file, 1_000);
    engine.ask(outbox -> book.submit(file, contents, outbox));
    engine.ask(outbox -> book.submit(Fixtures.plan("history"), null, outbox));
    engine.learn(engine.outbox().asked().getFirst(), Fixtures.answer(BARS));
    for (int run = 0; run < 3; run++) {
      runOut(engine);
    }
    assertThat(engine.outbox().of(MessageType.BACKTEST_COMPLETE))
        .hasSize(3)
        .extracting(BacktestComplete::resultHash)
        .containsOnly(engine.outbox().last(MessageType.BACKTEST_COMPLETE).resultHash());
  }

  @Test
  void file_changedSinceTheRunWasTakenOn_isNotTrusted() throws IOException {
    Path path = folder.resolve("bars.csv");
    Files.write(path, Fixtures.csv(BARS));
    RunPlan plan = Fixtures.plan("file");
    BarFile.Contents contents = BarFile.scan(folder, plan, 1_000);
    engine.ask(outbox -> book.submit(plan, contents, outbox));
    Files.write(path, Fixtures.csv(Fixtures.days(8, 120)));
    runOut(engine);
    assertThat(engine.outbox().single(MessageType.BACKTEST_ERROR).code())
        .isEqualTo("INPUT_CHANGED");
    assertThat(engine.outbox().of(MessageType.BACKTEST_COMPLETE)).isEmpty();
  }

  @Test
  void revision_ofACapturedBar_replacesIt() {
    Bar first = BARS.getFirst();
    engine.send(MessageType.BAR, first);
    engine.send(MessageType.BAR, first);
    engine.send(MessageType.BAR, BARS.get(1));
    assertThat(engine.snapshotView(BacktestView.class).captured()).containsEntry("AAPL 1d", 2);
  }

  @Test
  void history_thatDoesNotCome_isAskedForAgain() {
    engine.ask(outbox -> book.submit(Fixtures.plan("history"), null, outbox));
    engine.tick(Duration.ofMinutes(1));
    engine.tick(Duration.ofMinutes(1));
    assertThat(engine.outbox().asked()).hasSize(3);
    engine.ask(outbox -> book.cancel("bt-1", outbox));
    assertThat(engine.outbox().single(MessageType.BACKTEST_ERROR).code()).isEqualTo("CANCELLED");
  }

  @Test
  void runs_moreThanMayWait_areRefused() {
    for (int i = 0; i < 4; i++) {
      engine.ask(outbox -> book.submit(Fixtures.plan("history"), null, outbox));
    }
    assertThatThrownBy(
            () -> engine.ask(outbox -> book.submit(Fixtures.plan("history"), null, outbox)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("4 runs wait");
  }

  @Test
  void study_ofHistory_waitsForItRunsAndIsTold() {
    StudyPlan bus = Fixtures.study(StudyPlan.Method.WALK_FORWARD, 3);
    Map<String, String> settings = new TreeMap<>(bus.settings());
    settings.put("source", "history");
    StudyPlan plan =
        new StudyPlan(settings, bus.grid(), bus.method(), bus.objective(), bus.folds());
    engine.ask(outbox -> currentStudies().submit(plan, null, outbox));
    runOut(engine);
    assertThat(engine.outbox().of(MessageType.PARAMETER_OPTIMIZATION)).isEmpty();
    engine.learn(engine.outbox().asked().getFirst(), Fixtures.answer(BARS));
    runOut(engine);
    ParameterOptimization result = engine.outbox().single(MessageType.PARAMETER_OPTIMIZATION);
    assertThat(result.studyId()).isEqualTo("st-1");
    assertThat(result.method()).isEqualTo("walk_forward");
    assertThat(result.best()).hasSize(3);
    BacktestView.Study shown =
        requireNonNull(engine.snapshotView(BacktestView.class).studies().get("st-1"));
    assertThat(shown.status()).isEqualTo(BacktestView.Status.COMPLETE);
    assertThat(shown.result()).isEqualTo(result);
  }

  @Test
  void study_tooFewBarsOrNone_failsAndSaysWhy() {
    StudyPlan plan = Fixtures.study(StudyPlan.Method.WALK_FORWARD, 3);
    engine.ask(outbox -> currentStudies().submit(plan, null, outbox));
    BARS.subList(0, 20).forEach(bar -> engine.send(MessageType.BAR, bar));
    engine.ask(outbox -> currentStudies().submit(plan, null, outbox));
    runOut(engine);
    Map<String, BacktestView.Study> all = engine.snapshotView(BacktestView.class).studies();
    assertThat(requireNonNull(all.get("st-1")).error()).contains("no bar of AAPL");
    assertThat(requireNonNull(all.get("st-2")).error()).contains("20 bars in 4 parts");
    assertThat(engine.outbox().of(MessageType.PARAMETER_OPTIMIZATION)).isEmpty();
  }

  @Test
  void study_cancelled_endsAndIsForgotten() {
    BARS.forEach(bar -> engine.send(MessageType.BAR, bar));
    StudyPlan plan = Fixtures.study(StudyPlan.Method.GRID, 1);
    engine.ask(outbox -> currentStudies().submit(plan, null, outbox));
    assertThat(engine.ask(outbox -> currentStudies().cancel("st-1")).error()).contains("cancelled");
    runOut(engine);
    assertThat(engine.outbox().of(MessageType.PARAMETER_OPTIMIZATION)).isEmpty();
    engine.ask(outbox -> currentStudies().cancel("st-1"));
    assertThatThrownBy(() -> engine.ask(outbox -> currentStudies().cancel("st-1")))
        .hasMessageContaining("st-1");
  }

  @Test
  void engine_diedBetweenSubmissionAndRun_runsItToTheSameResult() {
    play(engine);
    BacktestComplete undisturbed = engine.outbox().single(MessageType.BACKTEST_COMPLETE);
    EngineDefinition before = newEngine();
    EngineHarness dying = EngineHarness.of(before);
    BARS.forEach(bar -> dying.send(MessageType.BAR, bar));
    dying.ask(outbox -> current.submit(Fixtures.plan("bus"), null, outbox));
    byte[] state = before.save();
    EngineDefinition after = newEngine();
    after.load(state);
    EngineHarness reborn = EngineHarness.of(after);
    runOut(reborn);
    assertThat(reborn.outbox().of(MessageType.BACKTEST_START)).isEmpty();
    assertThat(reborn.outbox().single(MessageType.BACKTEST_COMPLETE)).isEqualTo(undisturbed);
  }
}
