package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineFigureTest {
  private record View(int halted) {}

  private final EngineFigure figure = EngineFigure.of("halted", View.class, View::halted);

  @Test
  void reading_ofAView_isItsNumber() {
    assertThat(figure.reading().applyAsDouble(new View(2))).isEqualTo(2);
  }

  @Test
  void reading_beforeAView_isNaN() {
    assertThat(figure.reading().applyAsDouble(Map.of())).isNaN();
  }

  @Test
  void name_thatIsNoWord_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineFigure.of("Halted accounts", View.class, View::halted))
        .withMessageContaining("Halted accounts");
  }
}
