package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamKeyTest {

  @Test
  void parse_whatStreamWrites_isTheSame() {
    for (Family family : Family.values()) {
      for (Lane lane : Lane.values()) {
        for (int partition : List.of(0, 1023)) {
          StreamKey key = new StreamKey(family, partition, lane);
          assertThat(StreamKey.parse(key.stream())).isEqualTo(key);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{el:risk:0}:retry:ml",
        "{el:risk:0}:express:retry:ml",
        "{el:risk:0}:dlq:ml",
        "{el:risk:0}:producers",
        "{el:risk:0}:slow",
        "{md:risk:0}",
        "{el:risk:x}",
        "el:risk:0",
        "hub:quota"
      })
  void parse_anythingElse_isNoStreamOfOurs(String key) {
    assertThat(StreamKey.parse(key)).isNull();
  }
}
