package dev.nautilus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void benchmarkRate_isTheSecondCellOfTheLastLine() {
    String csv =
        """
        "test","rps","avg_latency_ms"
        "XADD rb50 MAXLEN ~ 100000 * f x,y","698324.06","0.4"
        """;
    assertThat(Measurement.parseBenchmark(csv)).isEqualTo(698_324.06);
  }

  @Test
  void benchmarkThatFailed_isRefused() {
    assertThatThrownBy(() -> Measurement.parseBenchmark("Could not connect"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("Could not connect");
  }

  @Test
  void profile_isSharesWithTheHottestFirst() {
    assertThat(Profile.top(Map.of("cold", 1L, "hot", 3L)))
        .containsExactly(" 75.0 %  hot", " 25.0 %  cold");
  }

  @Test
  void profile_namesArraysAsInJava() {
    assertThat(Profile.readable("[B")).isEqualTo("byte[]");
    assertThat(Profile.readable("[Ljava.lang.Object;")).isEqualTo("java.lang.Object[]");
    assertThat(Profile.readable("java.lang.Long")).isEqualTo("java.lang.Long");
  }
}
