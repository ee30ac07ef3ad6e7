package dev.nautilus.engines.backtesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.engines.backtesting.method.BacktestRun;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.ReplayFeed;
import dev.nautilus.message.ParameterOptimization;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParameterSearchTest {
  private static final List<ReplayBar> BARS = CapturedBars.replayed(Fixtures.days(7, 200));

  private static ParameterOptimization search(StudyPlan plan, List<ReplayBar> bars) {
    ParameterSearch search = new ParameterSearch(plan, bars);
    double before = -1;
    boolean more = true;
    while (more) {
      more = search.advance();
      assertThat(search.done()).isGreaterThanOrEqualTo(before).isBetween(0.0, 1.0);
      before = search.done();
    }
    return search.result("st-1");
  }

  /// What a run of its own comes to.
  private static double alone(StudyPlan plan, Map<String, Double> parameters) {
    RunPlan of =
        plan.trials().stream()
            .filter(each -> each.parameters().equals(parameters))
            .findFirst()
            .orElseThrow()
            .plan();
    BacktestRun run = new BacktestRun(of.setup(), ReplayFeed.of(BARS));
    assertThat(run.advance(BARS.size() + 1)).isFalse();
    return RunReport.of(run, of, plan.objective()).orElseThrow();
  }

  @Test
  void grid_eachCombination_scoresAsARunOfItsOwnAndTheBestLeads() {
    StudyPlan plan = Fixtures.study(StudyPlan.Method.GRID, 1);
    ParameterOptimization result = search(plan, BARS);
    assertThat(result.trials()).as("8 is not below 5 or 8").isEqualTo(4);
    assertThat(result.best()).hasSize(4);
    for (ParameterOptimization.Trial each : result.best()) {
      assertThat(each.score()).hasValue(alone(plan, each.parameters()));
    }
    assertThat(result.best())
        .isSortedAccordingTo(
            Comparator.comparingDouble(
                    (ParameterOptimization.Trial each) -> each.score().orElseThrow())
                .reversed());
    assertThat(result.overfitting()).isPresent();
    assertThat(result.deflatedSharpe()).isPresent();
    assertThat(search(plan, BARS)).as("the same again").isEqualTo(result);
  }

  @Test
  void walkForward_eachPart_triesTheBestOfThePartBefore() {
    StudyPlan plan = Fixtures.study(StudyPlan.Method.WALK_FORWARD, 3);
    ParameterOptimization result = search(plan, BARS);
    assertThat(result.trials()).isEqualTo(12);
    assertThat(result.overfitting()).isEmpty();
    StudyPlan grid = Fixtures.study(StudyPlan.Method.GRID, 1);
    for (int part = 0; part < 3; part++) {
      ParameterOptimization inside = search(grid, BARS.subList(50 * part, 50 * (part + 1)));
      assertThat(result.best())
          .extracting(ParameterOptimization.Trial::parameters)
          .contains(inside.best().getFirst().parameters());
    }
  }

  /// Whoever sees the part it is tested on is found out: what comes later changes no choice.
  @Test
  void walkForward_laterBars_changeNoEarlierResult() {
    StudyPlan plan = Fixtures.study(StudyPlan.Method.WALK_FORWARD, 1);
    List<ReplayBar> calm = CapturedBars.replayed(Fixtures.days(7, 100));
    List<ReplayBar> other = CapturedBars.replayed(Fixtures.days(7, 100));
    for (int i = 50; i < 100; i++) {
      ReplayBar bar = other.get(i);
      other.set(
          i,
          new ReplayBar(
              0, bar.openNanos(), bar.closeNanos(), 50 + i, 51 + i, 49 + i, 50.5 + i, 1_000));
    }
    assertThat(search(plan, other).best().getFirst().parameters())
        .isEqualTo(search(plan, calm).best().getFirst().parameters());
    assertThat(search(plan, other).best().getFirst().score())
        .isNotEqualTo(search(plan, calm).best().getFirst().score());
  }

  @Test
  void plan_wrong_saysWhatMustBe() {
    Map<String, String> settings = Map.of("symbol", "AAPL");
    Map<String, List<Double>> grid = Map.of("fast", List.of(5.0));
    StudyPlan.Method method = StudyPlan.Method.GRID;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StudyPlan(settings, Map.of(), method, "sharpe", 4))
        .withMessageContaining("grid must name a setting");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StudyPlan(settings, Map.of("fast", List.of()), method, "sharpe", 4))
        .withMessageContaining("must have values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StudyPlan(settings, grid, method, "luck", 4))
        .withMessageContaining("objective must be of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StudyPlan(settings, grid, method, "sharpe", 0))
        .withMessageContaining("folds must be 1 to 50");
    List<Double> many = IntStream.range(1, 21).mapToObj(i -> (double) i).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new StudyPlan(settings, Map.of("fast", many, "slow", many), method, "sharpe", 4))
        .withMessageContaining("at most 200 trials");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new StudyPlan(settings, Map.of("colour", List.of(1.0)), method, "sharpe", 4)
                    .trials())
        .withMessageContaining("settings must be of");
  }
}
