package dev.nautilus.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.Bus;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostModelTest {
  private static final double A = 4e-6;
  private static final double B = 0.5e-6;

  /// A million messages at a cost.
  static ScalePoint point(int engines, double secondsPerMessage) {
    return new ScalePoint(
        Bus.ENGINE_LOGIC,
        1,
        1,
        engines,
        10,
        1_000_000,
        1_000_000L * engines,
        1_000_000 * secondsPerMessage,
        100_000_000L * engines,
        1,
        1,
        0,
        0);
  }

  private static ScalePoint exact(int engines) {
    return point(engines, A + B * engines);
  }

  @Test
  void fit_pointsOfALine_findsIt() {
    CostModel model = CostModel.fit(List.of(exact(1), exact(5), exact(13)));

    assertThat(model.perMessage()).isCloseTo(A, within(1e-12));
    assertThat(model.perDelivery()).isCloseTo(B, within(1e-12));
    assertThat(model.residual(exact(8))).isCloseTo(0, within(1e-9));
  }

  @Test
  void fit_onePointThatIsOff_isSeenInItsResidual() {
    ScalePoint off = point(5, 1.2 * (A + B * 5));
    CostModel model = CostModel.fit(List.of(exact(1), off, exact(13)));

    assertThat(model.residual(off)).isNegative();
    assertThat(model.residual(exact(1))).isPositive();
  }

  @Test
  void fit_onlyOneNumberOfEngines_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CostModel.fit(List.of(exact(3), exact(3))))
        .withMessageContaining("two numbers of engines");
  }

  @Test
  void messages_ofThreeUnevenMasters_areLessThanThreeTimesOnes() {
    CostModel model = new CostModel(A, B);

    assertThat(model.messagesPerSecond(1, 12, 1, 0.5)).isCloseTo(50_000, within(1e-6));
    assertThat(model.messagesPerSecond(3, 12, 0.8, 0.5)).isCloseTo(120_000, within(1e-6));
  }
}
