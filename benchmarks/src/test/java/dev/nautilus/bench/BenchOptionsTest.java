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
    "--rounds, needs a value"
  })
  void words_thatCannotBeUnderstood_areRefused(String words, String why) {
    List<String> given = List.of(words.replace("''", "").split(" ", -1));
    assertThatThrownBy(() -> BenchOptions.of(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void nothing_isFiveRoundsOfEverything() {
    BenchOptions options = BenchOptions.of(List.of());
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.candidates()).containsExactly(Candidate.values());
    assertThat(options.scenarios()).containsExactly(Scenario.values());
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
}
