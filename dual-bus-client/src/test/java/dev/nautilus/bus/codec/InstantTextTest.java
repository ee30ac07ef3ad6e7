package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class InstantTextTest {
  private static Instant read(String text) {
    return PayloadJson.mapper().readValue('"' + text + '"', Instant.class);
  }

  @Test
  void parse_whateverAnInstantPrints_isThatInstant() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long seconds = random.nextLong(-62_135_596_800L, 253_402_300_800L);
      int nanos = random.nextInt(1_000_000_000);
      int cut = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[i % 4];
      Instant instant = Instant.ofEpochSecond(seconds, nanos / cut * cut);
      assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
      assertThat(read(instant.toString())).isEqualTo(instant);
    }
  }

  @Test
  void parse_anyNumberOfPlaces_isTheFraction() {
    assertThat(InstantText.parse("2026-01-02T15:04:05.5Z"))
        .isEqualTo(Instant.parse("2026-01-02T15:04:05.500Z"));
    assertThat(InstantText.parse("2026-01-02T15:04:05.12345678Z"))
        .isEqualTo(Instant.parse("2026-01-02T15:04:05.123456780Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T16:04:05+01:00",
        "+12026-01-02T15:04:05Z",
        "-0001-01-02T15:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T15:04:05z"
      })
  void parse_anotherForm_isLeftToJackson(String text) {
    assertThat(InstantText.parse(text)).isNull();
    assertThat(read(text)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T15:04:05Z",
        "2026-01-02T15:04:05",
        "2026-01-02T15:04:05.1234567890Z",
        "2026-01-02 15:04:05Z",
        "2026-01-02T15:04:65Z",
        "yesterday"
      })
  void parse_noInstant_isRefusedByJackson(String text) {
    assertThat(InstantText.parse(text)).isNull();
    assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(text));
  }
}
