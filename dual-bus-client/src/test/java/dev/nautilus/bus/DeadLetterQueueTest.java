package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterQueueTest {
  @Test
  void parse_whatToStringWrites_isTheSameQueue() {
    DeadLetterQueue queue = new DeadLetterQueue("{el:risk:0}", "enhanced-vpin");
    assertThat(queue).hasToString("el:risk:0/enhanced-vpin");
    assertThat(DeadLetterQueue.parse("el:risk:0/enhanced-vpin")).isEqualTo(queue);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "el:risk:0", "/risk", "el:risk:0/", "el:*:0/risk", "{el}/risk", "a/b/c"})
  void parse_whatIsNoQueue_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterQueue.parse(text));
  }
}
