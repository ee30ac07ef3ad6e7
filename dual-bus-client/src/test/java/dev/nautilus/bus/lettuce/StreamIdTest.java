package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0-0",
        "1700000000000-12",
        "999999999999999999-1",
        "1000000000000000000-1",
        "18446744073709551615-18446744073709551615",
      })
  void ascii_andBack_isTheSame(String text) {
    StreamId id = StreamId.parse(text);
    assertThat(new String(id.ascii(), StandardCharsets.US_ASCII)).isEqualTo(text);
    ByteBuffer bytes = ByteBuffer.wrap(("x" + text + "y").getBytes(StandardCharsets.US_ASCII));
    bytes.position(1).limit(1 + text.length());
    assertThat(StreamId.parse(bytes)).isEqualTo(id);
    assertThat(bytes.position()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1", "1-", "-1", "1-2-3", "a-1"})
  void parse_bytesThatAreNoId_areRefused(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    assertThatIllegalArgumentException().isThrownBy(() -> StreamId.parse(bytes));
  }
}
