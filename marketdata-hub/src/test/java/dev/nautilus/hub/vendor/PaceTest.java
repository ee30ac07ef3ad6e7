package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong(77);

  private Pace pace(int requests, int burst) {
    return new Pace(
        new VendorsProperties.Limits(
            requests, Duration.ofSeconds(1), burst, 0, Duration.ofSeconds(1), 0),
        now::get);
  }

  @Test
  void slots_noBurst_areEvenlyApart() {
    Pace pace = pace(2, 1);

    assertThat(pace.takeSlotNanos()).isZero();
    assertThat(pace.takeSlotNanos()).isEqualTo(SECOND / 2);
    assertThat(pace.takeSlotNanos()).isEqualTo(SECOND);
    assertThat(pace.expectedWait(1)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void slots_afterPause_burstAndNoMore() {
    Pace pace = pace(2, 3);
    now.addAndGet(100 * SECOND);

    assertThat(pace.takeSlotNanos()).isZero();
    assertThat(pace.takeSlotNanos()).isZero();
    assertThat(pace.takeSlotNanos()).isZero();
    assertThat(pace.takeSlotNanos()).isEqualTo(SECOND / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261122, 987654321})
  void requests_randomArrivals_neverThreeInAnySecond(long seed) {
    Random random = new Random(seed);
    Pace pace = pace(2, 1);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      now.addAndGet(random.nextLong(SECOND));
      sent.add(now.addAndGet(pace.takeSlotNanos()));
    }

    for (int i = 2; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 2)).as("seed %d", seed).isGreaterThanOrEqualTo(SECOND);
    }
  }
}
