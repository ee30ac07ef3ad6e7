package dev.nautilus.engines.ml.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scores, detectors and labels: against their plain form, over a restart, at the edges.
class JudgingTest {
  private static OptionalDouble measure(PrequentialScore score, String name) {
    return score.measures().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void score_beforeTheFirstExample_isUndefined() {
    assertThat(new PrequentialScore(true, 10).measures())
        .allSatisfy(each -> assertThat(each.value()).as(each.name()).isEmpty());
    assertThat(new PrequentialScore(false, 10).measures())
        .allSatisfy(each -> assertThat(each.value()).as(each.name()).isEmpty());
  }

  @Test
  void score_fourExamples_isAsByHand() {
    PrequentialScore score = new PrequentialScore(true, 10);
    score.add(0, 0.9, 1);
    score.add(60, 0.8, 0);
    score.add(120, 0.3, 0);
    score.add(180, 0.6, 1);
    assertThat(measure(score, "accuracy")).hasValue(0.75);
    assertThat(measure(score, "brier").orElseThrow())
        .isCloseTo((0.01 + 0.64 + 0.09 + 0.16) / 4, within(1e-15));
    assertThat(measure(score, "auc")).hasValue(0.75);
    assertThat(measure(score, "log_loss").orElseThrow())
        .isCloseTo(
            -(Math.log(0.9) + Math.log(0.2) + Math.log(0.7) + Math.log(0.6)) / 4, within(1e-12));
    // 1/2, 2/3, 2/4 and 2/5 are the frequencies before each.
    assertThat(measure(score, "base_log_loss").orElseThrow())
        .isCloseTo(
            -(Math.log(0.5) + Math.log(1 - 2 / 3.0) + Math.log(0.5) + Math.log(0.4)) / 4,
            within(1e-12));
    assertThat(score.seconds()).isEqualTo(180);
  }

  @Test
  void score_windowThatSlides_equalsTheScoreOfItsNewestExamples() {
    SplittableRandom random = new SplittableRandom(9);
    PrequentialScore sliding = new PrequentialScore(true, 50);
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < 333; i++) {
      double[] each = {random.nextInt(20) / 20.0, random.nextDouble() < 0.4 ? 1 : 0};
      all.add(each);
      sliding.add(i, each[0], each[1]);
    }
    PrequentialScore newest = new PrequentialScore(true, 50);
    all.subList(283, 333).forEach(each -> newest.add(0, each[0], each[1]));
    for (String name : List.of("accuracy", "log_loss", "brier", "auc", "calibration_error")) {
      assertThat(measure(sliding, name).orElseThrow())
          .as(name)
          .isCloseTo(measure(newest, name).orElseThrow(), within(1e-12));
    }
    assertThat(sliding.seconds()).isEqualTo(49);
  }

  @Test
  void auc_byRanks_equalsTheShareOfOrderedPairs() {
    SplittableRandom random = new SplittableRandom(10);
    double[] said = new double[60];
    double[] came = new double[60];
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < said.length; i++) {
      said[i] = random.nextInt(10);
      came[i] = random.nextInt(2);
    }
    for (int i = 0; i < said.length; i++) {
      for (int j = 0; j < said.length; j++) {
        if (came[i] == 1 && came[j] == 0) {
          pairs++;
          won += said[i] > said[j] ? 1 : said[i] == said[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(RankedPairs.auc(said, came)).isCloseTo(won / pairs, within(1e-12));
    assertThat(RankedPairs.auc(said, new double[60])).isNaN();
  }

  @Test
  void score_certainAndWrong_isFinite() {
    PrequentialScore score = new PrequentialScore(true, 4);
    score.add(0, 1, 0);
    score.add(0, 0, 1);
    assertThat(score.totalLoss()).isCloseTo(2 * -Math.log(1e-15), within(0.1));
  }

  @Test
  void score_restored_goesOnTheSame() {
    PrequentialScore first = new PrequentialScore(false, 7);
    PrequentialScore second = new PrequentialScore(false, 7);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 30; i++) {
      first.add(i, random.nextGaussian(), random.nextGaussian());
    }
    LearnersTest.Restored.copy(first, second);
    first.add(30, 1, 2);
    second.add(30, 1, 2);
    assertThat(second.measures()).isEqualTo(first.measures());
  }

  @ParameterizedTest
  @EnumSource(DetectorKind.class)
  void detector_errorsThatRise_speaks(DetectorKind kind) {
    DriftDetector detector = kind.create();
    SplittableRandom random = new SplittableRandom(1);
    int found = -1;
    for (int i = 0; i < 4_000 && found < 0; i++) {
      boolean wrong = random.nextDouble() < (i < 2_000 ? 0.1 : 0.6);
      if (detector.update(wrong ? 1 : 0).filter(DriftDetector.Drift::rose).isPresent()) {
        found = i;
      }
    }
    assertThat(found).isBetween(2_000, 2_500);
  }

  @ParameterizedTest
  @EnumSource(DetectorKind.class)
  void detector_restored_speaksAtTheSameExamples(DetectorKind kind) {
    SplittableRandom random = new SplittableRandom(5);
    DriftDetector whole = kind.create();
    DriftDetector part = kind.create();
    for (int i = 0; i < 6_000; i++) {
      double rate = i / 1_000 % 2 == 0 ? 0.15 : 0.5;
      double error = random.nextDouble() < rate ? 1 : 0;
      assertThat(part.update(error)).isEqualTo(whole.update(error));
      if (i % 777 == 0) {
        DriftDetector next = kind.create();
        LearnersTest.Restored.copy(part, next);
        part = next;
      }
    }
  }

  @Test
  void adwin_window_holdsWhatIsAlike() {
    Adwin adwin = new Adwin(Adwin.Rule.PUBLISHED);
    assertThat(adwin.mean()).isNaN();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 6_000; i++) {
      adwin.update(random.nextDouble() < (i < 3_000 ? 0.2 : 0.8) ? 1 : 0);
    }
    assertThat(adwin.width()).isLessThan(3_200);
    assertThat(adwin.mean()).isCloseTo(0.8, within(0.05));
  }

  @Test
  void mcNemar_knownTable_hasItsPValue() {
    // chi2 = (|10 - 25| - 1)^2 / 35 = 5.6
    assertThat(McNemar.pValue(10, 25)).isCloseTo(0.017960, within(1e-6));
    assertThat(McNemar.pValue(25, 10)).isEqualTo(McNemar.pValue(10, 25));
    assertThat(McNemar.pValue(0, 0)).isNaN();
    assertThat(McNemar.pValue(4, 4)).isEqualTo(1);
  }

  private static PendingLabel label(Label kind) {
    return new PendingLabel(kind, 3, 1).from(100, 0.01 / Math.sqrt(3));
  }

  @Test
  void sign_afterTheHorizon_isOneAboveAndZeroElse() {
    PendingLabel up = label(Label.SIGN);
    PendingLabel same = label(Label.SIGN);
    for (int i = 1; i <= 3; i++) {
      assertThat(up.isSettled()).isFalse();
      up.next(101, 99, 100 + 0.1 * i);
      same.next(101, 99, 100);
    }
    assertThat(up.outcome()).hasValue(1);
    assertThat(same.outcome()).hasValue(0);
    assertThat(up.forward()).isCloseTo(0.003, within(1e-12));
  }

  @Test
  void return_afterTheHorizon_isInDeviationsOfTheHorizon() {
    PendingLabel label = label(Label.RETURN);
    label.next(100, 100, 100);
    label.next(100, 100, 100);
    label.next(102, 100, 102);
    assertThat(label.outcome().orElseThrow()).isCloseTo(2, within(1e-12));
  }

  @Test
  void barriers_firstReached_decides() {
    PendingLabel up = label(Label.TRIPLE_BARRIER);
    up.next(101.1, 99.5, 100);
    assertThat(up.outcome()).hasValue(1);
    PendingLabel down = label(Label.TRIPLE_BARRIER);
    down.next(100.5, 98.9, 100);
    assertThat(down.outcome()).hasValue(0);
    PendingLabel both = label(Label.TRIPLE_BARRIER);
    both.next(101.1, 98.9, 100);
    assertThat(both.isSettled()).isTrue();
    assertThat(both.outcome()).isEmpty();
    PendingLabel neither = label(Label.TRIPLE_BARRIER);
    for (int i = 0; i < 3; i++) {
      neither.next(100.5, 99.5, 99.9);
    }
    assertThat(neither.outcome()).hasValue(0);
  }

  @Test
  void label_ofPricesNotAboveZero_isUndefined() {
    PendingLabel label = label(Label.SIGN);
    label.next(1, -1, -0.5);
    assertThat(label.isSettled()).isTrue();
    assertThat(label.outcome()).isEmpty();
  }
}
