package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeparationTest {
  @Test
  void auc_samplesApartMixedAndEqual_isOneAShareAndHalf() {
    assertThat(Separation.auc(List.of(3.0, 4.0), List.of(1.0, 2.0))).isEqualTo(1);
    assertThat(Separation.auc(List.of(1.0, 4.0), List.of(2.0, 3.0))).isEqualTo(0.5);
    assertThat(Separation.auc(List.of(1.0, 1.0), List.of(1.0))).isEqualTo(0.5);
    assertThat(Separation.auc(List.of(1.0, 5.0, 6.0), List.of(4.0))).isEqualTo(2.0 / 3);
  }

  @Test
  void auc_nothingOrNoNumber_isRefused() {
    assertThatThrownBy(() -> Separation.auc(List.of(), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Separation.auc(List.of(Double.NaN), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
