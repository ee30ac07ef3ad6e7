package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who has a line, who gives one up, and how much is left.
class MarketDataLinesTest {
  @Test
  void lines_full_giveTheOldestUp() {
    MarketDataLines lines = new MarketDataLines(3);
    assertThat(lines.open(List.of(1L, 2L, 3L))).isEmpty();
    assertThat(lines.open(List.of(1L))).isEmpty();

    assertThat(lines.open(List.of(4L))).containsExactly(2L);
    assertThat(lines.open(List.of(2L))).containsExactly(3L);
  }

  @Test
  void lines_streamed_areNotGivenUpAndLeaveLessRoom() {
    MarketDataLines lines = new MarketDataLines(3);
    lines.stream(Set.of(7L, 8L));

    assertThat(lines.room()).isOne();
    assertThat(lines.open(List.of(7L))).as("flows anyway").isEmpty();
    assertThat(lines.open(List.of(1L))).isEmpty();
    assertThat(lines.open(List.of(2L))).containsExactly(1L);
  }

  @Test
  void lines_few_areAllForTheStream_ofManySomeAreLeftToSnapshots() {
    assertThat(new MarketDataLines(9).forStream()).isEqualTo(9);
    assertThat(new MarketDataLines(100).forStream()).isEqualTo(90);
  }

  @Test
  void closed_areThoseWithoutData_andThoseThatAreNotKnownYet() {
    MarketDataLines lines = new MarketDataLines(5);
    lines.stream(Set.of(7L, 8L));
    assertThat(lines.open(List.of(1L))).isEmpty();

    assertThat(lines.closed(Arrays.asList(7L, 8L, 1L))).isZero();
    assertThat(lines.closed(Arrays.asList(7L, 2L, null))).isEqualTo(2);
    assertThat(lines.streamed(List.of(7L, 1L))).containsExactly(7L);
    assertThat(lines.free()).isEqualTo(2);
  }

  @Test
  void lines_thatTheStreamWillWant_areNotGivenToSnapshots() {
    MarketDataLines lines = new MarketDataLines(20);
    lines.expect(500);
    assertThat(lines.room()).isEqualTo(2);

    lines.open(List.of(1L, 2L));
    lines.stream(Set.of(1L, 3L));

    assertThat(lines.room()).as("it wanted less").isEqualTo(18);
    assertThat(lines.free()).as("one of the two is streamed now").isEqualTo(17);
  }
}
