package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterQueueTest {
  @Test
  void parse_whatToStringWrites_isTheSameQueue() {
    DeadLetterQueue queue = new DeadLetterQueue("{el:risk:0}", "enhanced-vpin");
    assertThat(queue).hasToString("el:risk:0/enhanced-vpin");
    assertThat(DeadLetterQueue.parse("el:risk:0/enhanced-vpin")).isEqualTo(queue);
  }

  @ParameterizedTest
  @CsvSource({
    "el:risk:0/features,            {el:risk:0},         features",
    "el:risk:0:express/features,    {el:risk:0}:express, features",
    "el:risk:12:shared/features,    {el:risk:12}:shared, features",
    "el:system:0/websocket.ws-1,    {el:system:0},       websocket.ws-1",
    "el:system:0/websocket.Ws_1.eu, {el:system:0},       websocket.Ws_1.eu",
  })
  void parse_laneOrInstance_isWrittenBackTheSame(String text, String stream, String group) {
    DeadLetterQueue queue = DeadLetterQueue.parse(text);
    assertThat(queue.stream()).isEqualTo(stream);
    assertThat(queue.group()).isEqualTo(group);
    assertThat(queue).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "el:risk:0",
        "/risk",
        "el:risk:0/",
        "el:*:0/risk",
        "{el}/risk",
        "a/b/c",
        "el:risk:0/risk.",
        "el:risk:0/.ws",
        "el:risk:0/Risk"
      })
  void parse_whatIsNoQueue_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterQueue.parse(text));
  }
}
