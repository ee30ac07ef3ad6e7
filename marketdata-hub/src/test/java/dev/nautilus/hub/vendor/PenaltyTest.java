package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PenaltyTest {
  private static final Instant START = Instant.parse("2026-03-04T15:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Penalty penalty = new Penalty(Duration.ofSeconds(30), now::get);

  @Test
  void silence_vendorSaysHowLong_lastsThatLong() {
    assertThat(penalty.start(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));

    now.set(START.plusSeconds(6));
    assertThat(penalty.left()).contains(Duration.ofSeconds(1));
    now.set(START.plusSeconds(7));
    assertThat(penalty.left()).isEmpty();
  }

  @Test
  void silence_again_growsUntilForgiven() {
    assertThat(penalty.start(null)).isEqualTo(Duration.ofSeconds(30));
    assertThat(penalty.start(null)).isEqualTo(Duration.ofSeconds(60));
    now.set(START.plusSeconds(600));
    penalty.forgive();

    assertThat(penalty.start(null)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void silence_absurdlyLong_isCapped() {
    assertThat(penalty.start(Duration.ofDays(400))).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|PT2M",
        "0|PT0S",
        "Wed, 04 Mar 2026 15:00:10 GMT|PT10S",
        "Wed, 04 Mar 2026 14:00:00 GMT|PT0S"
      })
  void retryAfter_secondsOrDate_isRead(String header, Duration expected) {
    assertThat(retryAfter(header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5", "99999999999999999999", "1e3"})
  void retryAfter_nonsense_isNone(String header) {
    assertThat(retryAfter(header)).isNull();
  }

  private static @Nullable Duration retryAfter(String header) {
    Map<String, List<String>> headers = Map.of("Retry-After", List.of(header));
    return RetryAfter.of(new HttpAnswer(429, headers, new byte[0]), START);
  }
}
