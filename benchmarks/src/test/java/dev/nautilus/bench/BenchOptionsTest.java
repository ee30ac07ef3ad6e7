package dev.nautilus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "--rounds 0, must be",
    "--rounds many, must be",
    "--seconds 61, must be",
    "--only kafka, does not know 'kafka'",
    "--scenarios '', does not know ''",
    "--fast yes, no option",
    "--rounds, needs a value",
    "--backlog 10, must be 1000 to 10000000",
    "--profile idle, does not know 'idle'"
  })
  void words_thatCannotBeUnderstood_areRefused(String words, String why) {
    List<String> given = List.of(words.replace("''", "").split(" ", -1));
    assertThatThrownBy(() -> BenchOptions.of(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void report_ofMovingAlone_doesNotTakeTheNameOfAnother() {
    assertThat(BenchOptions.of(List.of("--scenarios", "migration")).subject())
        .isEqualTo("-migration");
    assertThat(BenchOptions.of(List.of("--scenarios", "migration,idle")).subject())
        .isEqualTo("-bus");
    assertThat(BenchOptions.of(List.of()).subject()).isEqualTo("-bus");
    assertThat(BenchOptions.of(List.of("--quick")).subject()).isEqualTo("-bus-quick");
  }

  @Test
  void nothing_isFiveRoundsOfEverything() {
    BenchOptions options = BenchOptions.of(List.of());
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.candidates()).containsExactly(Candidate.values());
    assertThat(options.scenarios()).containsExactly(Scenario.values());
    assertThat(options.probes()).containsExactly(Probe.values());
    assertThat(options.idleSeconds()).isEqualTo(60);
    assertThat(options.backlog()).isEqualTo(1_000_000);
    assertThat(options.quick()).isFalse();
    assertThat(options.profile()).isNull();
  }

  @Test
  void words_changeOnlyWhatTheyName() {
    BenchOptions options =
        BenchOptions.of(List.of("--only", "jedis,dual_bus", "--profile", "groups_10"));
    assertThat(options.candidates()).containsExactly(Candidate.DUAL_BUS, Candidate.JEDIS);
    assertThat(options.profile()).isEqualTo(Scenario.GROUPS_10);
    assertThat(options.seconds()).isEqualTo(3);
  }

  @Test
  void quick_isOneRoundOfTheMainRows_andMayBeChanged() {
    BenchOptions options = BenchOptions.of(List.of("--seconds", "2", "--quick"));
    assertThat(options.quick()).isTrue();
    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.seconds()).isEqualTo(2);
    assertThat(options.scenarios()).contains(Scenario.GROUPS_10).doesNotContain(Scenario.PUBLISH);
    assertThat(options.probes()).containsExactly(Probe.IDLE, Probe.EXPRESS);
    assertThat(options.candidates()).doesNotContain(Candidate.SPRING);
  }

  @Test
  void scenarios_maybeProbesToo_andStayInTheirOrder() {
    BenchOptions options = BenchOptions.of(List.of("--scenarios", "express,market_10,groups_1"));
    assertThat(options.scenarios()).containsExactly(Scenario.GROUPS_1, Scenario.MARKET_10);
    assertThat(options.probes()).containsExactly(Probe.EXPRESS);
  }
}
