package dev.nautilus.bench.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.blocker.BlockerBench.Options;
import dev.nautilus.bench.blocker.EntriesMain.Entries;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BlockerBenchTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

  @Test
  void options_unlessSaid_areFiveWholeRounds() {
    Options options = Options.of(List.of());

    assertThat(options.quick()).isFalse();
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.results().resolve(options.file(DAY)))
        .isEqualTo(Path.of("benchmarks", "results", "2026-11-27-blocker.md"));
  }

  @Test
  void options_quick_areOneRoundThatReplacesNoWholeReport() {
    Options options = Options.of(List.of("--quick"));

    assertThat(options.quick()).isTrue();
    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.file(DAY)).isEqualTo("2026-11-27-blocker-quick.md");
  }

  @Test
  void options_said_areTakenInAnyOrder() {
    Options options = Options.of(List.of("--rounds", "7", "--quick", "--results", "elsewhere"));

    assertThat(options).isEqualTo(new Options(true, 7, Path.of("elsewhere")));
  }

  @ParameterizedTest
  @CsvSource({
    "--rounds 0, from 1 to 50",
    "--rounds 51, from 1 to 50",
    "--rounds many, from 1 to 50",
    "--rounds, needs a value",
    "--results, needs a value",
    "--round 3, option must be"
  })
  void options_wrong_sayWhatTheyMustBe(String words, String answer) {
    assertThatThrownBy(() -> Options.of(List.of(words.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(answer);
  }

  @ParameterizedTest
  @EnumSource
  void task_asWords_isTheSameTask(Load load) {
    CallsMain.Task task = new CallsMain.Task(load, 7001, 0.5, 3);

    assertThat(CallsMain.Task.of(task.words().toArray(String[]::new))).isEqualTo(task);
  }

  @Test
  void answer_amongWhatTheJvmSays_isFound() {
    String said = "warning: sharing is off\nnautilus-blocker-rate 41234.5\n";

    assertThat(CallsMain.rate(said)).isEqualTo(41_234.5);
    assertThat(Entries.of("x\nnautilus-blocker-entries 6 0\n")).isEqualTo(new Entries(6, 0));
  }

  @Test
  void answer_missing_isNoFigure() {
    assertThatThrownBy(() -> CallsMain.rate("out of memory"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("nautilus-blocker-rate")
        .hasMessageContaining("out of memory");
  }

  @Test
  void presence_withoutTheAgent_asksForNone() {
    assertThat(Presence.ABSENT.words(Path.of("b.jar")))
        .noneMatch(word -> word.contains("javaagent"));
  }

  @ParameterizedTest
  @CsvSource({"AUDIT, mode=audit", "ENFORCE, mode=enforce"})
  void presence_withTheAgent_namesJarAndMode(Presence presence, String mode) {
    assertThat(presence.words(Path.of("b.jar")))
        .anySatisfy(word -> assertThat(word).startsWith("-javaagent:b.jar=").contains(mode));
  }

  @Test
  void presence_otherThanTold_isNotMeasured() {
    Presence.ABSENT.check();

    assertThatThrownBy(Presence.ENFORCE::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be ENFORCE, was ABSENT");
  }
}
