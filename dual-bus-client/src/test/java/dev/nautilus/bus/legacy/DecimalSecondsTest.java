package dev.nautilus.bus.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalSecondsTest {

  @Test
  void text_readAgain_isTheSameInstant() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      int cut = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[i % 4];
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-3_000_000_000L, 200_000_000_000L),
              random.nextInt(1_000_000_000) / cut * cut);
      assertThat(DecimalSeconds.parse(DecimalSeconds.text(instant))).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 0, 1700000000.0",
    "1700000000, 250000000, 1700000000.25",
    "1700000000, 7, 1700000000.000000007",
    "0, 0, 0.0",
    "-1, 500000000, -0.5"
  })
  void text_hasAsManyPlacesAsItTakes(long seconds, int nanos, String text) {
    assertThat(DecimalSeconds.text(Instant.ofEpochSecond(seconds, nanos))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 1700000000, 0",
    "1700000000., 1700000000, 0",
    ".5, 0, 500000000",
    "+1.5, 1, 500000000",
    "-0.25, -1, 750000000",
    "1700000000.1234567891, 1700000000, 123456789",
    "000000000001.5, 1, 500000000"
  })
  void parse_anyDecimalNumber_isRead(String text, long seconds, int nanos) {
    assertThat(DecimalSeconds.parse(text)).isEqualTo(Instant.ofEpochSecond(seconds, nanos));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "1E999999999", "1.2.3", "1,5", "x", "."})
  void parse_noDecimalNumber_isRefused(String text) {
    assertThatExceptionOfType(NumberFormatException.class)
        .isThrownBy(() -> DecimalSeconds.parse(text));
  }
}
