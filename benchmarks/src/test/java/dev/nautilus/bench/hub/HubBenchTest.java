package dev.nautilus.bench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bench.hub.HubBench.Options;
import dev.nautilus.bench.hub.HubBench.Section;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubBenchTest {
  @Test
  void options_unlessSaid_areAllSections() {
    assertThat(Options.of(List.of()).sections()).containsExactly(Section.values());
  }

  @Test
  void options_said_areTaken() {
    Options options =
        Options.of(
            List.of("--seconds", "60", "--rate", "900", "--seed", "-3", "--only", "bus,near"));

    assertThat(options.length()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.rate()).isEqualTo(900);
    assertThat(options.seed()).isEqualTo(-3);
    assertThat(options.sections()).containsExactly(Section.BUS, Section.NEAR);
  }

  @ParameterizedTest
  @CsvSource({
    "--seconds, 4, from 5 to 3600",
    "--rate, many, from 100 to 5000",
    "--only, rest+bus, section must be rest",
    "--fast, 1, option must be"
  })
  void options_wrong_sayWhatTheyMustBe(String name, String value, String words) {
    assertThatThrownBy(() -> Options.of(List.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void figure_isARow() {
    assertThat(new Figure("p99", "1.2 ms", "at most 2 ms", Figure.Verdict.of(true)).row())
        .isEqualTo("| p99 | 1.2 ms | at most 2 ms | reached |");
    assertThat(Figure.skipped("x", "no nginx", "0.5").row()).contains("not measured");
  }
}
