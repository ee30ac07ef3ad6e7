package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenSequencesTest {
  private final SeenSequences seen = new SeenSequences();

  @Test
  void known_publisherNeverHeardOf_nothing() {
    seen.raise(1, 100);
    assertThat(seen.known(2, 1, 10)).isZero();
  }

  @Test
  void known_frameThatOverlaps_itsFrontOnly() {
    seen.raise(7, 10);
    assertThat(seen.known(7, 11, 5)).isZero();
    assertThat(seen.known(7, 8, 5)).isEqualTo(3);
    assertThat(seen.known(7, 1, 10)).isEqualTo(10);
    assertThat(seen.known(7, 1, 5)).isEqualTo(5);
  }

  @Test
  void raise_lowerSequence_forgetsNothing() {
    seen.raise(7, 10);
    seen.raise(7, 3);
    assertThat(seen.known(7, 4, 7)).isEqualTo(7);
  }

  @Test
  void raise_manyPublishers_forgetsTheOneNotHeardOfForLongest() {
    seen.raise(0, 10);
    for (long publisher = 1; publisher < 1024; publisher++) {
      seen.raise(publisher, 10);
    }
    seen.raise(0, 11);
    seen.raise(5000, 10);

    assertThat(seen.known(0, 1, 11)).isEqualTo(11);
    assertThat(seen.known(5000, 1, 10)).isEqualTo(10);
    assertThat(seen.known(1, 1, 10)).isZero();
    assertThat(seen.known(2, 1, 10)).isEqualTo(10);
  }
}
