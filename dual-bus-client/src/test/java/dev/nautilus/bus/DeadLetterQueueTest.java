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

  @Test
  void bus_ofAQueue_isWhereItsStreamIs() {
    assertThat(DeadLetterQueue.parse("el:risk:0:express/features").bus())
        .hasValue(Bus.ENGINE_LOGIC);
    assertThat(DeadLetterQueue.parse("md:requests:0/hub").bus()).hasValue(Bus.MARKET_DATA);
    assertThat(DeadLetterQueue.parse("nautilus-risk-streams/vpin-group").bus()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1767623400000-0, true",
    "0-1,             true",
    "1767623400000,   false",
    "-,               false",
    "a-0,             false",
    "12345678901234567890-0, false"
  })
  void letterId_ofRedis_isTold(String text, boolean isId) {
    assertThat(DeadLetter.isId(text)).isEqualTo(isId);
  }
}
