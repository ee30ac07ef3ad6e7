package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspicionsTest {
  private final Suspicions suspicions = new Suspicions();

  @Test
  void settle_twoDamagedFrames_isTheFirstOfThemOnce() {
    suspicions.add(7, 12);
    suspicions.add(7, 9);

    assertThat(suspicions.settle(7)).isEqualTo(9);
    assertThat(suspicions.settle(7)).isZero();
  }

  @Test
  void settle_anotherPublisher_isNothing() {
    suspicions.add(7, 12);

    assertThat(suspicions.settle(8)).isZero();
    assertThat(suspicions.settle(7)).isEqualTo(12);
  }

  @Test
  void add_flood_isBounded() {
    for (int incarnation = 1; incarnation <= 64; incarnation++) {
      assertThat(suspicions.add(incarnation, 1)).isTrue();
    }
    assertThat(suspicions.add(65, 1)).isFalse();
    assertThat(suspicions.add(64, 2)).isTrue();
  }
}
