package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamIdTest {

  @Test
  void compare_sameMillis_ordersBySequenceAsNumber() {
    assertThat(StreamId.parse("5-10")).isGreaterThan(StreamId.parse("5-9"));
    assertThat(StreamId.parse("10-0")).isGreaterThan(StreamId.parse("9-99"));
  }

  @Test
  void parse_largestId_isGreaterThanAnyOther() {
    StreamId largest = StreamId.parse("18446744073709551615-18446744073709551615");
    assertThat(largest).isGreaterThan(StreamId.parse("1763836800000-0"));
    assertThat(largest).hasToString("18446744073709551615-18446744073709551615");
  }

  @Test
  void parse_withoutSequence_isRefused() {
    assertThatThrownBy(() -> StreamId.parse("123"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("123");
  }
}
