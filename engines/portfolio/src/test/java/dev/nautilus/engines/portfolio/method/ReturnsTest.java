package dev.nautilus.engines.portfolio.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  @RepeatedTest(20)
  void timeWeighted_streamed_isTheBatch(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] values = new double[400];
    double[] flows = new double[399];
    values[0] = 1_000_000;
    TimeWeightedReturn streamed = TimeWeightedReturn.from(values[0]);
    for (int t = 0; t < flows.length; t++) {
      flows[t] = random.nextInt(10) == 0 ? random.nextDouble(-100_000, 200_000) : 0;
      values[t + 1] = (values[t] + flows[t]) * (1 + random.nextGaussian() * 0.01);
      streamed = streamed.plus(flows[t], values[t + 1]);
    }
    assertThat(streamed.total()).isCloseTo(TimeWeightedReturn.of(values, flows), within(1e-10));
  }

  @Test
  void timeWeighted_beforeTheFirstPeriod_isUndefined() {
    assertThat(TimeWeightedReturn.from(100).total()).isNaN();
    TimeWeightedReturn ruined = TimeWeightedReturn.from(100).plus(-100, 0);
    assertThat(ruined.total()).isNaN();
    assertThat(ruined.undefined()).isEqualTo(1);
  }

  /// The example of the XIRR documentation of OpenFormula's implementations: 37.34 %.
  @Test
  void moneyWeighted_ofTheUsualExample_isPublished() {
    List<MoneyWeightedReturn.Flow> flows =
        List.of(
            new MoneyWeightedReturn.Flow(LocalDate.of(2008, 1, 1), -10_000),
            new MoneyWeightedReturn.Flow(LocalDate.of(2008, 3, 1), 2_750),
            new MoneyWeightedReturn.Flow(LocalDate.of(2008, 10, 30), 4_250),
            new MoneyWeightedReturn.Flow(LocalDate.of(2009, 2, 15), 3_250),
            new MoneyWeightedReturn.Flow(LocalDate.of(2009, 4, 1), 2_750));
    assertThat(MoneyWeightedReturn.of(flows).orElseThrow()).isCloseTo(0.373362535, within(1e-8));
  }

  @RepeatedTest(20)
  void moneyWeighted_anyRate_isFoundAgain(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double rate = random.nextDouble(-0.9, 5);
    LocalDate start = LocalDate.of(2020, 1, 1);
    List<MoneyWeightedReturn.Flow> flows = new ArrayList<>();
    double worth = 0;
    for (int i = 0; i < 5; i++) {
      double paid = random.nextDouble(1, 100);
      flows.add(new MoneyWeightedReturn.Flow(start.plusDays(73L * i), -paid));
      worth += paid * Math.pow(1 + rate, (365 - 73.0 * i) / 365);
    }
    flows.add(new MoneyWeightedReturn.Flow(start.plusDays(365), worth));
    assertThat(MoneyWeightedReturn.of(flows).orElseThrow()).isCloseTo(rate, within(1e-9));
  }

  @Test
  void moneyWeighted_allOfOneSign_isUndefined() {
    assertThat(
            MoneyWeightedReturn.of(
                List.of(new MoneyWeightedReturn.Flow(LocalDate.of(2020, 1, 1), 5))))
        .isEmpty();
  }
}
