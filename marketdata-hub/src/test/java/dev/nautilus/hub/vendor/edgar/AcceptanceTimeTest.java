package dev.nautilus.hub.vendor.edgar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptanceTimeTest {
  private static final Instant LATER = Instant.parse("2026-03-05T11:20:23Z");

  /// Stamps of Apple's filings as recorded on 2026-03-05, and what else may come.
  @ParameterizedTest
  @CsvSource({
    "2026-01-29T16:30:33.000Z, 2026-01-29, 2026-01-29T21:30:33Z", // the results, 16:30 in New York
    "2026-01-30T06:01:32.000Z, 2026-01-30, 2026-01-30T11:01:32Z",
    "2025-07-31T16:30:00.000Z, 2025-07-31, 2025-07-31T20:30:00Z", // in summer four hours
    "2026-02-03T23:37:10.000Z, 2026-02-03, 2026-02-03T23:37:10Z", // nobody is there at 23:37
    "2026-02-04T01:12:00.000Z, 2026-02-03, 2026-02-04T01:12:00Z"
  })
  void stamp_isNewYorksUnlessThatCannotBe(String stamp, LocalDate filed, Instant expected) {
    assertThat(AcceptanceTime.read(stamp, filed, LATER)).isEqualTo(expected);
  }

  @Test
  void stamp_thatWouldLieInTheFuture_isUtc() {
    Instant received = Instant.parse("2026-02-03T18:00:00Z");

    assertThat(AcceptanceTime.read("2026-02-03T17:37:10.000Z", LocalDate.of(2026, 2, 3), received))
        .isEqualTo("2026-02-03T17:37:10Z");
    assertThat(AcceptanceTime.read("2026-02-03T19:37:10.000Z", LocalDate.of(2026, 2, 3), received))
        .as("a clock that is off")
        .isEqualTo(received);
  }

  @ParameterizedTest
  @CsvSource({"''", "soon", "2026-02-03"})
  void stamp_ofAnotherForm_isTheEndOfTheDay(String stamp) {
    assertThat(AcceptanceTime.read(stamp, LocalDate.of(2026, 2, 3), LATER))
        .isEqualTo("2026-02-04T03:15:00Z");
  }
}
