package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

  private static void come(Pace pace, int perMillisecond, long fromNanos) {
    for (int i = 0; i < 200; i++) {
      pace.came(perMillisecond, fromNanos + i * MILLISECOND);
    }
  }

  @Test
  void nextRead_fewMessages_followsAtOnce() {
    Pace pace = new Pace(false);
    come(pace, 10, System.nanoTime());
    assertThat(pace.isBusy()).isFalse();
    assertThat(pace.nextReadNanos(1000, false)).isEqualTo(1000);
  }

  @Test
  void nextRead_manyMessages_waitsUnlessTheLastOneWasFull() {
    Pace pace = new Pace(false);
    come(pace, 50, System.nanoTime());
    assertThat(pace.isBusy()).isTrue();
    assertThat(pace.nextReadNanos(1000, false)).isEqualTo(1000 + MILLISECOND / 4);
    assertThat(pace.nextReadNanos(1000, true)).isEqualTo(1000);
  }

  @Test
  void nextRead_firstMessageAfterAPause_followsAtOnceAgain() {
    Pace pace = new Pace(false);
    long start = System.nanoTime();
    come(pace, 50, start);
    pace.came(1, start + TimeUnit.SECONDS.toNanos(3));
    assertThat(pace.nextReadNanos(1000, false)).isEqualTo(1000);
  }

  @Test
  void brisk_fromAThousandMessagesASecondOn_untilAPause() {
    Pace slow = new Pace(false);
    long start = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      slow.came(1, start + 2L * i * MILLISECOND);
    }
    assertThat(slow.isBrisk()).as("500 a second").isFalse();

    Pace pace = new Pace(false);
    come(pace, 2, start);
    assertThat(pace.isBrisk()).isTrue();
    assertThat(pace.isBusy()).isFalse();
    pace.came(1, start + TimeUnit.SECONDS.toNanos(3));
    assertThat(pace.isBrisk()).as("after a pause").isFalse();
  }

  @Test
  void nextRead_expressLane_neverWaits() {
    Pace pace = new Pace(true);
    come(pace, 500, System.nanoTime());
    assertThat(pace.isBrisk()).as("acknowledged at once").isFalse();
    assertThat(pace.nextReadNanos(1000, false)).isEqualTo(1000);
  }
}
