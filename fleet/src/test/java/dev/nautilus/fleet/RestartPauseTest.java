package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPauseTest {
  private final RestartPause pauses = new RestartPause();

  private List<Long> after(long... livedSeconds) {
    return Arrays.stream(livedSeconds)
        .mapToObj(lived -> pauses.after(Duration.ofSeconds(lived)).toSeconds())
        .toList();
  }

  @Test
  void after_endsThatFollowEachOther_growsToHalfAMinute() {
    assertThat(after(0, 0, 5, 59, 0, 0, 0, 0)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void after_aLifeOfAMinute_beginsAnew() {
    assertThat(after(0, 0, 0, 60, 0, 3_600)).containsExactly(1L, 2L, 4L, 1L, 2L, 1L);
  }
}
