package dev.nautilus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void median_ofNothing_isNone() {
    assertThat(Statistics.median(List.of())).isEmpty();
  }

  @Test
  void median_ofAnOddNumber_isTheMiddleWhateverTheOrder() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).hasValue(5);
  }

  @Test
  void median_ofAnEvenNumber_isBetweenTheTwoInTheMiddle() {
    assertThat(Statistics.median(List.of(8.0, 1.0, 2.0, 4.0))).hasValue(3);
  }

  @Test
  void medianRatio_isTakenWithinRounds() {
    // The ratio of the medians would be 20 / 10 = 2.
    assertThat(Statistics.medianRatio(List.of(10.0, 20.0, 90.0), List.of(10.0, 5.0, 30.0)))
        .hasValue(3);
  }

  @Test
  void medianRatio_toZero_isLeftOut() {
    assertThat(Statistics.medianRatio(List.of(10.0, 20.0), List.of(0.0, 5.0))).hasValue(4);
  }

  @Test
  void medianRatio_ofUnevenRounds_isRefused() {
    assertThatThrownBy(() -> Statistics.medianRatio(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 and 0");
  }

  @Test
  void merged_weighsEverySampleAlike() {
    Histogram slow = new Histogram(60_000_000_000L, 3);
    slow.recordValue(5_000_000);
    Histogram fast = new Histogram(1_000_000, 3);
    fast.recordValueWithCount(1_000, 99);
    Histogram all = Statistics.merged(List.of(encoded(slow), encoded(fast)));
    assertThat(all.getTotalCount()).isEqualTo(100);
    assertThat(all.getValueAtPercentile(99)).isEqualTo(1_000);
    assertThat(all.getValueAtPercentile(100)).isBetween(4_990_000L, 5_010_000L);
  }

  @Test
  void merged_ofSomethingElse_isRefused() {
    String other = Base64.getEncoder().encodeToString(new byte[64]);
    assertThatThrownBy(() -> Statistics.merged(List.of(other)))
        .isInstanceOf(IllegalArgumentException.class);
    String text =
        Base64.getEncoder().encodeToString("no".repeat(40).getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> Statistics.merged(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static String encoded(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
