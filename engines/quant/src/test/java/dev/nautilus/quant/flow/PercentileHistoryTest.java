package dev.nautilus.quant.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileHistoryTest {

  @Test
  void percentile_ofNoHistory_isNotKnown() {
    assertThat(PercentileHistory.unfading().percentile(1)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void percentile_ofAValue_isTheShareOfPastValuesBelow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PercentileHistory history = PercentileHistory.unfading();
    double[] values = random.doubles(2_000).toArray();
    for (double value : values) {
      history.add(value);
    }
    for (double value : new double[] {0.01, 0.1, 0.5, 0.9, 0.99}) {
      double below = (double) Arrays.stream(values).filter(each -> each < value).count();
      assertThat(history.percentile(value))
          .as("seed " + seed)
          .isCloseTo(below / values.length, within(0.005));
    }
    assertThat(history.percentile(-1)).isZero();
    assertThat(history.percentile(2)).isEqualTo(1);
  }

  @Test
  void fading_afterManyHalfLives_hasForgotten() {
    PercentileHistory fading = PercentileHistory.fading(100);
    PercentileHistory lasting = PercentileHistory.unfading();
    for (int i = 0; i < 4_000; i++) {
      double value = (i < 2_000 ? 0 : 10) + i % 10 * 0.1;
      fading.add(value);
      lasting.add(value);
    }
    assertThat(lasting.percentile(5)).isCloseTo(0.5, within(0.02));
    assertThat(fading.percentile(5)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 999, 1_500})
  void state_restored_goesOnToTheSameBits(int stoppedAfter) {
    SplittableRandom random = new SplittableRandom(9);
    PercentileHistory whole = PercentileHistory.fading(50);
    PercentileHistory restored = PercentileHistory.fading(50);
    for (int i = 0; i < 2_000; i++) {
      double value = random.nextInt(20) * 0.1;
      whole.add(value);
      if (i >= stoppedAfter) {
        restored.add(value);
      } else if (i == stoppedAfter - 1) {
        restored = restored.from(whole.state());
      }
    }
    assertThat(restored.state()).isEqualTo(whole.state());
  }

  @Test
  void add_notANumber_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PercentileHistory.unfading().add(Double.NaN))
        .withMessageContaining("finite");
  }
}
