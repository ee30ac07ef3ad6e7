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

  private long waitAndTake(Pace pace) {
    long wait = pace.untilFreeNanos();
    now.addAndGet(wait);
    pace.take();
    return wait;
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 20261127, 31415926})
  void requests_withBursts_neverMoreThanPublishedInAnyWindow(long seed) {
    Random random = new Random(seed);
    Pace pace = pace(10, 10);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      now.addAndGet(random.nextInt(10) == 0 ? random.nextLong(3 * SECOND) : 0);
      waitAndTake(pace);
      sent.add(now.get());
    }

    for (int i = 10; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 10)).as("seed %d", seed).isGreaterThanOrEqualTo(SECOND);
    }
  }

  @Test
  void slots_noBurst_areEvenlyApart() {
    Pace pace = pace(2, 1);

    assertThat(waitAndTake(pace)).isZero();
    assertThat(waitAndTake(pace)).isEqualTo(SECOND / 2);
    assertThat(waitAndTake(pace)).isEqualTo(SECOND / 2);
    assertThat(pace.expectedWait(1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void slots_afterPause_burstAndNoMore() {
    Pace pace = pace(4, 3);
    now.addAndGet(100 * SECOND);

    assertThat(waitAndTake(pace)).isZero();
    assertThat(waitAndTake(pace)).isZero();
    assertThat(waitAndTake(pace)).isZero();
    assertThat(waitAndTake(pace)).isEqualTo(SECOND / 4);
    assertThat(waitAndTake(pace)).as("a fifth within a second").isEqualTo(SECOND * 3 / 4);
  }

  @Test
  void slots_atTheStart_haveNoBurst() {
    Pace pace = pace(4, 4);

    assertThat(waitAndTake(pace)).isZero();
    assertThat(waitAndTake(pace)).isEqualTo(SECOND / 4);
  }

  @Test
  void spare_isHalfOfThePace() {
    Pace pace = pace(2, 1);
    now.addAndGet(SECOND);
    assertThat(pace.isSpare()).isTrue();
    pace.take();
    now.addAndGet(SECOND / 2);

    assertThat(pace.untilFreeNanos()).isZero();
    assertThat(pace.isSpare()).isFalse();
    now.addAndGet(SECOND / 2);
    assertThat(pace.isSpare()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261122, 987654321})
  void requests_randomArrivals_neverThreeInAnySecond(long seed) {
    Random random = new Random(seed);
    Pace pace = pace(2, 1);
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      now.addAndGet(random.nextLong(SECOND));
      waitAndTake(pace);
      sent.add(now.get());
    }

    for (int i = 2; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 2)).as("seed %d", seed).isGreaterThanOrEqualTo(SECOND);
    }
  }
}
