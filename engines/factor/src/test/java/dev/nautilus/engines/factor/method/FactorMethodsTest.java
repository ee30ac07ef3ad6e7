package dev.nautilus.engines.factor.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.engines.factor.method.FactorRegression.CrossSection;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The factor model against its definitions written out, and at its edges.
final class FactorMethodsTest {

  private static CrossSection random(long seed, int assets, int sectors, int styles) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] groups = new double[sectors][assets];
    double[][] scores = new double[styles][assets];
    double[] returns = new double[assets];
    double[] caps = new double[assets];
    for (int i = 0; i < assets; i++) {
      groups[random.nextInt(sectors)][i] = 1;
      for (double[] style : scores) {
        style[i] = random.nextGaussian();
      }
      returns[i] = random.nextGaussian() * 0.02;
      caps[i] = Math.exp(random.nextGaussian() * 2);
    }
    return new CrossSection(returns, caps, groups, scores);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void regression_sectorReturns_addUpToNothing(long seed) {
    FactorRegression day = FactorRegression.of(random(seed, 300, 11, 3), true);
    assertThat(Arrays.stream(day.returns(), 1, 12).sum()).isCloseTo(0, within(1e-10));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void regression_stylesResidualised_leaveNothingThatStylesExplain(long seed) {
    CrossSection section = random(seed, 300, 11, 3);
    FactorRegression day = FactorRegression.of(section, true);
    for (double[] style : section.styles()) {
      double explained = 0;
      for (int i = 0; i < style.length; i++) {
        explained += Math.sqrt(section.caps()[i]) * style[i] * day.residuals()[i];
      }
      assertThat(explained).isCloseTo(0, within(1e-10));
    }
  }

  @Test
  void regression_returnsMadeOfFactors_findsThemAgain() {
    CrossSection noise = random(7, 400, 5, 2);
    double[] market = {0.01, 0.004, -0.002, 0.003, -0.006, 0.001, 0.02, -0.03};
    double[] returns = new double[400];
    for (int i = 0; i < 400; i++) {
      returns[i] = market[0];
      for (int s = 0; s < 5; s++) {
        returns[i] += market[1 + s] * noise.groups()[s][i];
      }
    }
    FactorRegression day =
        FactorRegression.of(
            new CrossSection(returns, noise.caps(), noise.groups(), noise.styles()), true);
    for (int f = 0; f < 6; f++) {
      assertThat(day.returns()[f]).isCloseTo(market[f], within(1e-12));
    }
    assertThat(day.rSquared()).hasValueCloseTo(1.0, within(1e-9));
  }

  @Test
  void regression_sectorsThatOverlapOrAreEmpty_stillHaveTheShortestSolution() {
    double[] returns = {0.01, 0.02, 0.03, 0.05};
    double[] caps = {1, 1, 1, 1};
    double[] half = {1, 1, 0, 0};
    FactorRegression day =
        FactorRegression.of(
            new CrossSection(
                returns, caps, new double[][] {half, half.clone(), new double[4]}, new double[0][]),
            true);
    assertThat(day.returns()[1]).isCloseTo(day.returns()[2], within(1e-12));
    assertThat(Arrays.stream(day.returns(), 1, 4).sum()).isCloseTo(0, within(1e-12));
    assertThat(day.residuals()[2]).isCloseTo(-0.01, within(1e-12));
  }

  @Test
  void regression_asManyFactorsAsAssets_hasNoTStatistics() {
    CrossSection section =
        new CrossSection(
            new double[] {0.01, 0.02},
            new double[] {1, 1},
            new double[][] {{1, 0}, {0, 1}},
            new double[0][]);
    assertThat(FactorRegression.of(section, true).tStatistics()).containsOnly(Double.NaN);
  }

  @Test
  void crossSection_emptyOrOfDifferentLengths_isRefused() {
    double[] none = {};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CrossSection(none, none, new double[0][], new double[0][]))
        .withMessageContaining("must have assets");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CrossSection(new double[2], new double[] {1}, new double[0][], new double[0][]))
        .withMessageContaining("had 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CrossSection(new double[1], new double[] {0}, new double[0][], new double[0][]))
        .withMessageContaining("more than 0");
  }

  @ParameterizedTest(name = "half-life {0}, {1} lags, seed {2}")
  @CsvSource({"90, 0, 1", "90, 5, 2", "480, 5, 3", "2, 3, 4"})
  void covariance_everyDay_equalsTheSumWrittenOut(double halfLife, int lags, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] days = new double[120][3];
    DecayedCovariance stream = new DecayedCovariance(3, halfLife, lags);
    for (int t = 0; t < days.length; t++) {
      for (int i = 0; i < 3; i++) {
        days[t][i] = random.nextGaussian() * 0.01;
      }
      stream.add(days[t]);
      double[][] actual = stream.value();
      double[][] expected = batch(Arrays.copyOf(days, t + 1), halfLife, lags);
      for (int i = 0; i < 3; i++) {
        assertThat(actual[i]).as("day " + t).containsExactly(expected[i], within(1e-15));
      }
    }
  }

  private static double[][] batch(double[][] days, double halfLife, int lags) {
    int last = days.length - 1;
    double[][] sum = new double[3][3];
    for (int lag = 0; lag <= Math.min(lags, last); lag++) {
      double[] weights = Scores.exponentialWeights(last - lag + 1, halfLife);
      double share = (1 - lag / (lags + 1.0)) / Arrays.stream(weights).sum() * (lag == 0 ? 0.5 : 1);
      for (int t = lag; t <= last; t++) {
        for (int cell = 0; cell < 9; cell++) {
          int i = cell / 3;
          int j = cell % 3;
          double product = days[t][i] * days[t - lag][j] + days[t - lag][i] * days[t][j];
          sum[i][j] += share * weights[t - lag] * product;
        }
      }
    }
    return sum;
  }

  @Test
  void covariance_beforeTheFirstDay_isUndefined() {
    assertThatIllegalStateException().isThrownBy(() -> new DecayedCovariance(2, 90, 5).value());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecayedCovariance(2, 90, 5).add(new double[3]));
  }

  @Test
  void risk_marginalTimesWeight_addsUpToTheVolatility() {
    double[][] covariance = {{0.04, 0.01}, {0.01, 0.09}};
    RiskModel model = new RiskModel(covariance, new double[] {0.05, 0.02, 0.01});
    double[][] exposures = {{1, 0.5}, {1, -0.2}, {1, 1.1}};
    double[] weights = {0.5, 0.3, 0.2};
    double volatility = Math.sqrt(model.variance(exposures, weights));
    assertThat(WeightedFit.dot(model.marginal(exposures, weights), weights))
        .isCloseTo(volatility, within(1e-12));
    assertThat(model.variance(new double[][] {{1, 0}, {0, 0}, {0, 0}}, new double[] {1, 0, 0}))
        .isCloseTo(0.09, within(1e-12));
  }

  @Test
  void risk_negativeEigenvalue_isSetToNothing() {
    double[][] daily = {{1e-4, 1.2e-4}, {1.2e-4, 1e-4}};
    double[][] clean = RiskModel.factorCovariance(daily, daily);
    assertThat(clean[0][0] * clean[1][1] - clean[0][1] * clean[1][0])
        .isGreaterThanOrEqualTo(-1e-12);
    assertThat(clean[0][0]).isCloseTo(252e-4, within(1e-9));
  }

  @Test
  void risk_shrinkage_drawsToTheMeanAndKeepsOrder() {
    double[] shrunk = RiskModel.shrunk(new double[] {0.1, 0.2, 0.6}, new double[] {1, 1, 1}, 0.1);
    assertThat(shrunk[0]).isBetween(0.1, 0.3);
    assertThat(shrunk[2]).isBetween(0.3, 0.6);
    assertThat(shrunk).isSorted();
    assertThat(RiskModel.shrunk(new double[] {0.2, 0.2}, new double[] {1, 3}, 1))
        .containsExactly(0.2, 0.2);
  }

  @Test
  void famaMacBeth_plain_isTheMeanOverItsError() {
    assertThat(FamaMacBeth.tStatistic(new double[] {1, 2, 3}, 0))
        .isCloseTo(2 * Math.sqrt(3), within(1e-12));
    assertThat(FamaMacBeth.tStatistic(new double[] {1}, 0)).isNaN();
    assertThat(FamaMacBeth.tStatistic(new double[] {1, 1, 1}, 0)).isNaN();
  }

  @Test
  void famaMacBeth_oneLag_equalsTheFormulaWrittenOut() {
    // g0 = 1.25, g1 = (1.5*0.5 - 0.5*0.5 + 0.5*1.5)/4 = 0.3125; variance (1.25 + 0.3125)/4
    assertThat(FamaMacBeth.tStatistic(new double[] {1, 2, 3, 4}, 1))
        .isCloseTo(2.5 / Math.sqrt((1.25 + 0.3125) / 4), within(1e-12));
  }

  @Test
  void momentum_tooFewDays_isUndefinedAndTheLastMonthDoesNotCount() {
    double[] weights = Styles.momentumWeights();
    double[] returns = new double[524];
    Arrays.fill(returns, 504, 524, 0.5);
    assertThat(Styles.momentum(returns, weights)).isZero();
    returns[503] = 0.1;
    assertThat(Styles.momentum(returns, weights)).isCloseTo(0.1, within(1e-12));
    returns[503 - 126] = 0.1;
    assertThat(Styles.momentum(returns, weights)).isCloseTo(1.1 * 1.05 - 1, within(1e-12));
    assertThat(Styles.momentum(new double[523], weights)).isNaN();
  }

  @Test
  void size_middle_isNothingAndLargeIsNegative() {
    double[] scores = Styles.size(new double[] {1, 10, 100, 1_000, 10_000});
    assertThat(scores[0]).isPositive();
    assertThat(scores[2]).isZero();
    assertThat(scores[4]).isNegative();
  }

  @Test
  void value_partsMissing_isTheMeanOfTheOthers() {
    double nan = Double.NaN;
    double[] all = {nan, nan, nan};
    double[] scores = Styles.value(new double[] {1, Math.E, -1}, all, all);
    assertThat(scores[1]).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(scores[2]).as("no logarithm of a negative book").isNaN();
    assertThat(Styles.complete(scores)[2]).isZero();
  }

  @Test
  void standardize_equalOrSingle_isUndefined() {
    assertThat(Scores.standardize(new double[] {0.1, 0.1, 0.1})).containsOnly(Double.NaN);
    assertThat(Scores.standardize(new double[] {7})).containsOnly(Double.NaN);
    assertThat(Scores.center(new double[] {7})).containsExactly(0);
  }

  @Test
  void inflation_stylesThatCopyEachOther_areLarge() {
    double[] one = {1, 2, 3, 4};
    double[] near = {1, 2, 3, 4.1};
    double[] apart = {1, -1, -1, 1};
    double[] factors = FactorRegression.inflation(new double[][] {one, near, apart});
    assertThat(factors[0]).isGreaterThan(10);
    assertThat(FactorRegression.inflation(new double[][] {{1, 1}})).containsOnly(Double.NaN);
  }

  @Test
  void attribution_exposureThatMoves_isTimingWhereTheMeanIsTilt() {
    double[][][] loadings = {{{1.0}}, {{1.0}}};
    Attribution result =
        Attribution.of(
            new double[] {0.1, 0.2},
            new double[][] {{0.5}, {1.5}},
            loadings,
            new double[][] {{0.1}, {0.1}});
    assertThat(result.tilt()).containsExactly(new double[] {0.1, 0.1}, within(1e-12));
    assertThat(result.timing()).containsExactly(new double[] {-0.05, 0.05}, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Attribution.of(new double[0], new double[0][], new double[0][][], new double[0][]));
  }
}
