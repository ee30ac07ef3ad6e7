package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfirmedAcksTest {
  private final ConfirmedAcks acks = new ConfirmedAcks();

  private static StreamId id(int number) {
    return new StreamId(1_000 + number, number % 7);
  }

  @Test
  void entries_areRemembered() {
    for (int i = 0; i < 1_000; i++) {
      acks.add(id(i));
    }
    assertThat(acks.all()).hasSize(1_000).contains(id(0), id(63), id(64), id(65), id(999));
  }

  @Test
  void entries_beyondTheirNumber_pushTheOldestOut() {
    int most = 1 << 16;
    for (int i = 0; i < most + 10; i++) {
      acks.add(id(i));
    }
    assertThat(acks.all()).hasSize(most).contains(id(10), id(most + 9)).doesNotContain(id(9));
  }
}
