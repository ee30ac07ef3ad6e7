package dev.nautilus.engines.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.ml.method.BarInputs;
import dev.nautilus.engines.ml.method.DetectorKind;
import dev.nautilus.message.BarSpec;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The published parameters are what runs; no profile shortens a window. Those of tree and
/// detectors are no settings at all; the reference cases hold them.
class PublishedParametersTest {
  private final MlProperties shipped = Fixtures.shipped();

  @Test
  void models_shipped_haveTheParametersOfTheirAuthors() {
    assertThat(shipped.models())
        .allSatisfy(
            model -> {
              assertThat(model.alpha()).isEqualTo(0.1);
              assertThat(model.beta()).isEqualTo(1);
              assertThat(model.l1()).isEqualTo(0);
              assertThat(model.l2()).isEqualTo(1);
              assertThat(model.forgetting()).isEqualTo(1);
              assertThat(model.driftDetector()).isEqualTo(DetectorKind.ADWIN);
              assertThat(model.warmup()).isEqualTo(1_000);
              assertThat(model.horizon()).isEqualTo(10);
              assertThat(model.promoteOver()).isEqualTo(20_000);
            });
  }

  @Test
  void windows_shipped_areTheDefaults() {
    assertThat(shipped.bar()).isEqualTo(BarSpec.MINUTE);
    assertThat(shipped.window()).isEqualTo(1_000);
    assertThat(shipped.report()).isEqualTo(500);
    assertThat(shipped.lateBars()).isEqualTo(3);
    assertThat(shipped.history()).isEqualTo(3_000);
  }

  @Test
  void history_shipped_makesEveryModelReady() {
    long examples = (long) shipped.symbols().size() * (shipped.history() - BarInputs.LOOKBACK - 10);
    assertThat(shipped.models())
        .allSatisfy(model -> assertThat((long) model.warmup()).isLessThan(examples));
  }

  @Test
  void profiles_shipped_areNone() throws IOException {
    assertThat(new PathMatchingResourcePatternResolver().getResources("classpath*:ml-engine*.y*ml"))
        .hasSize(1);
  }
}
