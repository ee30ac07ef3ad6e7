package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  static List<MessageType<?>> types() {
    return Catalogue.builtIn();
  }

  @ParameterizedTest
  @MethodSource("types")
  void smallest_builtInType_isMade(MessageType<?> type) {
    assertThat(Samples.smallest(type.payload())).isInstanceOf(type.payload());
  }
}
