package dev.nautilus.quant.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VpinWindowTest {

  @Test
  void vpin_overMillionsOfBuckets_doesNotDrift() {
    SplittableRandom random = new SplittableRandom(3);
    VpinWindow window = new VpinWindow(50);
    double[] last = new double[50];
    for (int i = 0; i < 1_000_000; i++) {
      double imbalance = random.nextDouble(100) * (i < 500_000 ? 1e9 : 1);
      window.add(imbalance, 1_000 * (i < 500_000 ? 1e9 : 1));
      last[i % 50] = imbalance;
    }
    double sum = 0;
    for (double imbalance : last) {
      sum += imbalance;
    }
    assertThat(window.vpin()).isCloseTo(sum / 50_000, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 7, 8, 20})
  void state_restored_goesOnToTheSameBits(int stoppedAfter) {
    SplittableRandom random = new SplittableRandom(4);
    VpinWindow whole = new VpinWindow(7);
    VpinWindow restored = VpinWindow.from(whole.state(), 7);
    for (int i = 1; i <= 40; i++) {
      double imbalance = random.nextDouble(100);
      whole.add(imbalance, 100);
      if (i > stoppedAfter) {
        restored.add(imbalance, 100);
      } else if (i == stoppedAfter) {
        restored = VpinWindow.from(whole.state(), 7);
      }
    }
    assertThat(restored.state()).isEqualTo(whole.state());
  }

  @Test
  void state_ofALongerWindow_isRefused() {
    VpinWindow longer = new VpinWindow(9);
    for (int i = 0; i < 9; i++) {
      longer.add(1, 2);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> VpinWindow.from(longer.state(), 7));
  }

  @Test
  void moments_merged_areThoseOfAllValues() {
    Moments all = Moments.NONE;
    Moments left = Moments.NONE;
    Moments right = Moments.NONE;
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 1_000; i++) {
      double value = 1e9 + random.nextDouble();
      all = all.plus(value);
      left = i < 300 ? left.plus(value) : left;
      right = i < 300 ? right : right.plus(value);
    }
    assertThat(left.plus(right).deviation()).isCloseTo(all.deviation(), within(1e-7));
    assertThat(Moments.NONE.plus(1).plusZeros(1).deviation())
        .isCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void dailyVolume_beforeEnoughDays_isNotKnownAndNeverLooksAhead() {
    DailyVolume volume = new DailyVolume(DailyVolume.Kind.trailing(2));
    LocalDate day = LocalDate.of(2026, 1, 5);
    volume.learn(day, 100);
    volume.learn(day.plusDays(1), 200);
    volume.learn(day.plusDays(2), 400);
    assertThat(volume.before(day.plusDays(1))).isNaN();
    assertThat(volume.before(day.plusDays(2))).isEqualTo(150);
    assertThat(volume.before(day.plusDays(9))).isEqualTo(300);
  }

  @Test
  void dailyVolume_exponential_weighsNewerDaysMore() {
    DailyVolume volume = new DailyVolume(DailyVolume.Kind.exponential(3));
    LocalDate day = LocalDate.of(2026, 1, 5);
    for (int i = 0; i < 3; i++) {
      volume.learn(day.plusDays(i), 100);
    }
    volume.learn(day.plusDays(3), 200);
    assertThat(volume.before(day.plusDays(4))).isEqualTo(150);
  }
}
