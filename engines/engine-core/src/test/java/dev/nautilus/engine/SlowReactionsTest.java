package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowReactionsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  @Test
  void note_manyInAMinute_areOneLine() {
    SlowReactions slow = new SlowReactions();

    assertThat(slow.note("quote", 60, 0)).isEqualTo(1);
    assertThat(slow.note("quote", 60, 1)).isZero();
    assertThat(slow.note("quote", 60, MINUTE - 1)).isZero();
    assertThat(slow.note("quote", 60, MINUTE)).isEqualTo(3);
    assertThat(slow.note("quote", 60, MINUTE + 1)).isZero();
  }

  @Test
  void note_eachType_hasItsOwnMinute() {
    SlowReactions slow = new SlowReactions();
    slow.note("quote", 60, 0);

    assertThat(slow.note("trade", 60, 1)).isEqualTo(1);
  }

  @Test
  void note_tickerBelowZero_isATimeLikeAnyOther() {
    SlowReactions slow = new SlowReactions();

    assertThat(slow.note("quote", 60, -5 * MINUTE)).isEqualTo(1);
    assertThat(slow.note("quote", 60, -4 * MINUTE)).isEqualTo(1);
  }
}
