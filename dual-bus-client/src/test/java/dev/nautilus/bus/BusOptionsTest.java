package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusOptionsTest {
  private static BusOptions waiting(String delay) {
    return BusOptions.DEFAULTS.toBuilder().retryDelay(Duration.parse(delay)).build();
  }

  @ParameterizedTest
  @CsvSource({
    "PT1S, 1, PT1S",
    "PT1S, 2, PT2S",
    "PT1S, 5, PT16S",
    "PT1S, 6, PT30S",
    "PT1S, 1000000, PT30S",
    "PT0S, 9, PT0S",
    "PT1M, 1, PT1M",
    "PT1M, 4, PT1M"
  })
  void retryDelayAfter_doublesUpToThirtySecondsOrTheDelayItself(
      String delay, int failures, String expected) {
    assertThat(waiting(delay).retryDelayAfter(failures)).isEqualTo(Duration.parse(expected));
  }

  @Test
  void retryDelayAfter_noFailure_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BusOptions.DEFAULTS.retryDelayAfter(0))
        .withMessageContaining("was 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void maxAttempts_outsideItsBounds_isRefused(int attempts) {
    BusOptions.Builder builder = BusOptions.DEFAULTS.toBuilder().maxAttempts(attempts);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("maxAttempts must be 1 to 1000, was " + attempts);
  }
}
