package dev.nautilus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayloadTest {
  @Test
  void json_is150BytesOfJsonWithItsNumber() {
    byte[] bytes = Payload.json(987_654_321_012L);
    assertThat(bytes).hasSize(150);
    JsonNode tree = JsonMapper.shared().readTree(bytes);
    assertThat(tree.get("seq").asString()).isEqualTo("987654321012");
    assertThat(tree.get("bid").asDouble()).isEqualTo(198.78);
  }

  @Test
  void sequence_isReadBackWhereItWasPut() {
    byte[] frame = new byte[3 * Payload.LENGTH];
    Payload.put(1, frame, 0);
    Payload.put(20, frame, Payload.LENGTH);
    Payload.put(300_000_000_000L, frame, 2 * Payload.LENGTH);
    assertThat(Payload.sequence(frame, 0)).isEqualTo(1);
    assertThat(Payload.sequence(frame, Payload.LENGTH)).isEqualTo(20);
    assertThat(Payload.sequence(frame, 2 * Payload.LENGTH)).isEqualTo(300_000_000_000L);
  }

  @Test
  void sequence_ofSomethingElse_isRefused() {
    byte[] other = "y".repeat(150).getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Payload.sequence(other, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quote_carriesTheNumberAsItsVersion() {
    assertThat(Payload.quote(42).provenance().version()).isEqualTo(42);
  }
}
