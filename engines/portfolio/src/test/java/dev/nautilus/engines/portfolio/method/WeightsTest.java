package dev.nautilus.engines.portfolio.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WeightsTest {
  static double[][] returns(int seed, int days, int assets) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] returns = new double[days][assets];
    for (double[] row : returns) {
      double market = random.nextGaussian() * 0.01;
      Arrays.setAll(row, i -> market * (0.5 + i / (double) assets) + random.nextGaussian() * 0.015);
    }
    return returns;
  }

  private static MeanVariance frontier(int seed, Bounds bounds) {
    double[][] returns = returns(seed, 300, 12);
    return new MeanVariance(
        Covariance.annual(returns, 252), ExpectedReturns.arithmetic(returns, 252), bounds);
  }

  /// No move between two assets inside the bounds lowers the variance.
  @RepeatedTest(10)
  void leastVariance_anyMove_isWorse(RepetitionInfo repetition) {
    MeanVariance frontier = frontier(repetition.getCurrentRepetition(), new Bounds(0.01, 0.3, 1));
    double[] best = frontier.leastVariance().orElseThrow();
    assertThat(Arrays.stream(best).sum()).isCloseTo(1, within(1e-12));
    assertThat(Arrays.stream(best).boxed())
        .allSatisfy(weight -> assertThat(weight).isBetween(0.01, 0.3));
    double least = Covariance.of(frontier.covariance(), best);
    for (int i = 0; i < best.length; i++) {
      for (int j = 0; j < best.length; j++) {
        double[] moved = best.clone();
        double step = Math.min(1e-4, Math.min(best[i] - 0.01, 0.3 - best[j]));
        if (i != j && step > 0) {
          moved[i] -= step;
          moved[j] += step;
          assertThat(Covariance.of(frontier.covariance(), moved))
              .isGreaterThanOrEqualTo(least * (1 - 1e-9));
        }
      }
    }
  }

  @RepeatedTest(5)
  void mostSharpe_ofRandomWeights_noneIsBetter(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    MeanVariance frontier = frontier(seed, Bounds.LONG_ONLY);
    if (Arrays.stream(frontier.means()).max().orElseThrow() <= 0) {
      assertThat(frontier.mostSharpe(0, 0)).isEmpty();
      return;
    }
    double best = frontier.performance(frontier.mostSharpe(0, 0).orElseThrow(), 0).sharpe();
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < 500; k++) {
      double[] other = new double[12];
      Arrays.setAll(other, _ -> -Math.log(random.nextDouble()));
      double sum = Arrays.stream(other).sum();
      Arrays.setAll(other, i -> other[i] / sum);
      assertThat(frontier.performance(other, 0).sharpe()).isLessThanOrEqualTo(best + 1e-9);
    }
  }

  @Test
  void efficientReturn_target_isMet() {
    MeanVariance frontier = frontier(3, Bounds.LONG_ONLY);
    double most = Arrays.stream(frontier.means()).max().orElseThrow();
    double[] weights = frontier.efficientReturn(most * 0.9).orElseThrow();
    assertThat(frontier.performance(weights, 0).expectedReturn())
        .isGreaterThanOrEqualTo(most * 0.9 - 1e-9);
    assertThat(frontier.efficientReturn(most * 1.1)).as("nobody earns that").isEmpty();
  }

  @Test
  void weights_summingToZero_areMarketNeutral() {
    MeanVariance frontier = frontier(4, new Bounds(-1, 1, 0));
    double[] weights = frontier.quadraticUtility(1).orElseThrow();
    assertThat(Arrays.stream(weights).sum()).isCloseTo(0, within(1e-9));
    assertThat(frontier.performance(weights, 0).expectedReturn()).isPositive();
  }

  @Test
  void bounds_thatCannotAddUp_haveNoWeights() {
    assertThat(frontier(5, new Bounds(0, 0.05, 1)).leastVariance()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(1, 0, 1));
  }

  @Test
  void identicalSeries_everyMethod_stillAnswers() {
    double[][] returns = returns(6, 100, 4);
    for (double[] row : returns) {
      row[3] = row[0];
    }
    double[][] covariance = Covariance.annual(returns, 252);
    MeanVariance frontier =
        new MeanVariance(covariance, ExpectedReturns.arithmetic(returns, 252), Bounds.LONG_ONLY);
    assertThat(Arrays.stream(frontier.leastVariance().orElseThrow()).sum())
        .isCloseTo(1, within(1e-9));
    double[] equal = RiskParity.weights(covariance).orElseThrow();
    assertThat(equal[0]).isCloseTo(equal[3], within(1e-9));
    double[] tree =
        HierarchicalRiskParity.weights(
            covariance, Covariance.correlation(returns), HierarchicalRiskParity.LeafOrder.OPTIMAL);
    assertThat(Arrays.stream(tree).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void singularCovariance_fewerDaysThanAssets_isRepairedAndSolved() {
    double[][] returns = returns(7, 8, 20);
    returns[0][3] = Double.NaN;
    returns[1][3] = Double.NaN;
    double[][] covariance = Covariance.annual(returns, 252);
    double[] weights =
        new MeanVariance(covariance, new double[20], Bounds.LONG_ONLY)
            .leastVariance()
            .orElseThrow();
    assertThat(Covariance.of(covariance, weights)).isGreaterThanOrEqualTo(-1e-15);
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void riskParity_everyAsset_carriesTheSame() {
    double[][] covariance = Covariance.annual(returns(8, 300, 9), 252);
    double[] weights = RiskParity.weights(covariance).orElseThrow();
    assertThat(Arrays.stream(RiskParity.contributions(covariance, weights)).boxed())
        .allSatisfy(part -> assertThat(part).isCloseTo(1.0 / 9, within(1e-12)));
    covariance[2][2] = 0;
    assertThat(RiskParity.weights(covariance)).as("an asset that does not move").isEmpty();
  }

  @Test
  void expectedShortfall_least_isBelowAllOthers() {
    double[][] returns = returns(9, 250, 6);
    double[] best = ExpectedShortfall.leastWeights(returns, 0.05, Bounds.LONG_ONLY).orElseThrow();
    double least = ExpectedShortfall.of(returns, best, 0.05);
    SplittableRandom random = new SplittableRandom(1);
    UnaryOperator<double[]> normal =
        w -> Arrays.stream(w).map(x -> x / Arrays.stream(w).sum()).toArray();
    for (int k = 0; k < 300; k++) {
      double[] other = normal.apply(random.doubles(6).toArray());
      assertThat(ExpectedShortfall.of(returns, other, 0.05)).isGreaterThan(least - 1e-9);
    }
  }

  @Test
  void blackLitterman_withoutViews_isThePrior() {
    double[][] covariance = Covariance.annual(returns(10, 300, 3), 252);
    double[] market = {0.5, 0.3, 0.2};
    double[] prior = BlackLitterman.equilibrium(covariance, market, 2.5, 0.01);
    BlackLitterman.Views none = new BlackLitterman.Views(new double[0][], new double[0]);
    assertThat(BlackLitterman.posterior(covariance, prior, none, 0.05)).containsExactly(prior);
    BlackLitterman.Views first =
        new BlackLitterman.Views(new double[][] {{1, 0, 0}}, new double[] {prior[0] + 0.1});
    assertThat(BlackLitterman.posterior(covariance, prior, first, 0.05)[0])
        .as("half-way: the view is as uncertain as the prior")
        .isCloseTo(prior[0] + 0.05, within(1e-12));
  }

  @Test
  void jamesStein_means_moveTowardOneAnother() {
    double[][] returns = returns(11, 300, 5);
    double[] means = ExpectedReturns.arithmetic(returns, 1);
    double[] shrunk =
        ExpectedReturns.jamesStein(means, Covariance.pairwise(returns), returns.length);
    assertThat(spread(shrunk)).isBetween(0.0, spread(means));
  }

  private static double spread(double[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }

  @Test
  void rebalancing_smallDifferences_areLeftAndTurnoverIsCapped() {
    double[] held = {0.5, 0.3, 0.2};
    double[] wanted = {0.501, 0.1, 0.4};
    assertThat(Rebalancing.weights(held, wanted, 0.0025, 1)).containsExactly(0.5, 0.1, 0.4);
    double[] capped = Rebalancing.weights(held, wanted, 0.0025, 0.1);
    assertThat(capped[1]).isCloseTo(0.2, within(1e-12));
    assertThat(capped[2]).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void allocation_leftoverMoney_isLessThanTheCheapestUnit() {
    long[] units = DiscreteAllocation.greedy(new double[] {0.6, 0.4}, new double[] {30, 70}, 1_000);
    double left = 1_000 - 30 * units[0] - 70 * units[1];
    assertThat(left).isBetween(0.0, 70.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DiscreteAllocation.greedy(new double[] {-0.5}, new double[] {1}, 10));
  }

  @Test
  void shrinkage_incompleteReturns_isRefused() {
    double[][] returns = returns(12, 50, 3);
    returns[4][1] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shrinkage.of(returns, Shrinkage.Target.LW_ID))
        .withMessageContaining("complete");
  }
}
