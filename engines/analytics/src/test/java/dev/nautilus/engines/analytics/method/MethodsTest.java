package dev.nautilus.engines.analytics.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Edges of the methods; their numbers are held against published ones elsewhere.
class MethodsTest {
  @Test
  void cost_ofASale_isPositiveWhenSoldLower() {
    ExecutionCost cost =
        ExecutionCost.of(new ExecutionCost.Worked(-1, 100, 100, 9_900, 5), 100, 99, 99.5);
    assertThat(cost.executionCost()).isEqualTo(100);
    assertThat(cost.opportunityCost()).isZero();
    assertThat(cost.shortfallBps()).isCloseTo(105, within(1e-9));
    assertThat(cost.vwapSlippageBps()).isCloseTo(0.5 / 99.5 * 1e4, within(1e-9));
  }

  @Test
  void cost_nothingFilled_isOpportunityAlone() {
    ExecutionCost cost =
        ExecutionCost.of(new ExecutionCost.Worked(1, 50, 0, 0, 0), 20, 21, Double.NaN);
    assertThat(cost.averagePrice()).isNaN();
    assertThat(cost.executionCost()).isZero();
    assertThat(cost.opportunityCost()).isEqualTo(50);
    assertThat(cost.shortfallBps()).isCloseTo(500, within(1e-9));
    assertThat(cost.vwapSlippageBps()).isNaN();
  }

  @Test
  void cost_noArrivalPrice_isUndefinedNotZero() {
    ExecutionCost cost =
        ExecutionCost.of(new ExecutionCost.Worked(1, 1, 1, 100, 0), Double.NaN, 100, 100);
    assertThat(cost.shortfallBps()).isNaN();
    assertThat(cost.vwapSlippageBps()).isZero();
  }

  @Test
  void cost_noQuantity_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExecutionCost.Worked(1, 0, 0, 0, 0))
        .withMessageContaining("ordered must be more than 0");
  }

  @Test
  void months_twoOfThem_compoundEach() {
    List<LocalDate> dates =
        List.of(LocalDate.of(2026, 1, 30), LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 2));
    assertThat(
            CalendarReturns.of(
                dates, new double[] {0.1, 0.1, -0.5}, CalendarReturns.Stretch.MONTHLY))
        .hasEntrySatisfying("2026-01", each -> assertThat(each).isCloseTo(0.21, within(1e-12)))
        .containsEntry("2026-02", -0.5);
  }

  @Test
  void rolling_windowLongerThanTheSeries_hasNoValue() {
    assertThat(Rolling.of(new double[] {1, 2}, 3, each -> each[0])).isEmpty();
    assertThat(Rolling.of(new double[] {1, 2, 3}, 2, each -> Arrays.stream(each).sum()))
        .containsExactly(3, 5);
  }

  @Test
  void tail_noLosses_hasNoFit() {
    assertThat(TailLoss.of(new double[] {0.1, 0.2, 0.3}, 0.01)).isEqualTo(TailLoss.NONE);
  }

  @Test
  void minimum_ofAParabola_isFound() {
    double[] at =
        Simplex.minimum(x -> Math.pow(x[0] - 3, 2) + Math.pow(x[1] + 1, 2), new double[] {1, 1})
            .orElseThrow();
    assertThat(at[0]).isCloseTo(3, within(1e-3));
    assertThat(at[1]).isCloseTo(-1, within(1e-3));
  }

  @Test
  void fragility_belowThreePairs_isUndefined() {
    assertThat(Fragility.of(new double[] {1, 2}, new double[] {1, 2})).isNaN();
  }
}
