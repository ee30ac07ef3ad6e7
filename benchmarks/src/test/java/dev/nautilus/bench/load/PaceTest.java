package dev.nautilus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void pace_measuresWhatFollowsTheWarmUp() {
    Pace pace = Pace.of(0, 1_000, 0.5, 2);
    assertThat(pace.measures(500)).isFalse();
    assertThat(pace.measures(501)).isTrue();
    assertThat(pace.measures(2_500)).isTrue();
    assertThat(pace.measures(2_501)).isFalse();
  }

  @Test
  void due_beforeTheStart_isNothing() {
    assertThat(Pace.of(100, 1_000, 0, 1).due(99)).isZero();
  }

  @Test
  void due_agreesWithTheIntendedTimes() {
    Pace pace = Pace.of(7, 15_000, 0, 10);
    for (long sequence = 1; sequence < 100_000; sequence += 997) {
      long intended = pace.intendedNanos(sequence);
      assertThat(pace.due(intended + 1)).isEqualTo(sequence);
      assertThat(pace.due(intended - 1)).isEqualTo(sequence - 1);
    }
  }
}
