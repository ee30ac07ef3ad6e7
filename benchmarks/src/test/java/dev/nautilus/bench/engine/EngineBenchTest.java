package dev.nautilus.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bench.MachineFacts;
import dev.nautilus.engines.ml.method.LearnerKind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineBenchTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

  @Test
  void options_unlessSaid_areAWholeRun() {
    EngineBench.Options options = EngineBench.Options.of(List.of());
    assertThat(options.file(DAY)).isEqualTo("2026-11-27-engines.md");
    assertThat(options.results()).isEqualTo(Path.of("benchmarks", "results"));
  }

  @Test
  void options_quick_replacesNoWholeReport() {
    EngineBench.Options options = EngineBench.Options.of(List.of("--results", "x", "--quick"));
    assertThat(options.file(DAY)).isEqualTo("2026-11-27-engines-quick.md");
    assertThat(options.results()).isEqualTo(Path.of("x"));
  }

  @Test
  void options_wrong_sayWhatTheyMustBe() {
    for (String word : List.of("--rounds", "--results")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EngineBench.Options.of(List.of(word)))
          .withMessageContaining("must be --quick or --results FOLDER, was " + word);
    }
  }

  @Test
  void cost_atItsGoal_isReachedAndAboveItIsNot() {
    assertThat(new UpdateCost("a", 10_000, 12, 10_000).row())
        .isEqualTo("| a | 10.0 us | 12.0 ns | at most 10.0 us | reached |");
    assertThat(new UpdateCost("a", 10_001, Double.NaN, 10_000).row())
        .isEqualTo("| a | 10.0 us | - | at most 10.0 us | **not reached** |");
    assertThat(new UpdateCost("a", 7.5, 1, Double.POSITIVE_INFINITY).row())
        .isEqualTo("| a | 7.50 ns | 1.00 ns | none stated | - |");
  }

  @Test
  void time_ofAnyLength_hasThreeDigits() {
    assertThat(UpdateCost.time(0.25)).isEqualTo("0.25 ns");
    assertThat(UpdateCost.time(999)).isEqualTo("999 ns");
    assertThat(UpdateCost.time(123_456_789)).isEqualTo("123 ms");
    assertThat(UpdateCost.time(5e12)).isEqualTo("5000 s");
  }

  @Test
  void report_ofABusyMachine_hasEachRowAndSaysSo() {
    MachineFacts busy = new MachineFacts("cpu", 2, "Linux", "25", "", 3);
    String text = new EngineReport(busy, true, List.of(new UpdateCost("one", 5, 1, 9))).text();
    assertThat(text)
        .contains("## Costs", "| one | 5.00 ns |", "had other work", "A quick first look");
  }

  /// The benchmark itself, once for each: one that learns nothing would measure nothing.
  @ParameterizedTest
  @EnumSource
  void example_ofEachKind_isPredictedFromWhatWasLearned(LearnerKind kind) {
    ModelUpdates updates = new ModelUpdates();
    updates.kind = kind;
    updates.prepare();
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      double said = updates.example();
      assertThat(said).isFinite();
      sum += Math.abs(said - 0.5);
    }
    assertThat(sum).isPositive();
  }
}
