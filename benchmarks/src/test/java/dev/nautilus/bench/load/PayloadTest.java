package dev.nautilus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayloadTest {
  @Test
  void json_is150BytesWithItsNumber_andSaysWhatTheRecordSays() {
    for (long sequence = 1; sequence <= 2_000; sequence++) {
      byte[] bytes = Payload.json(sequence);
      assertThat(bytes).hasSize(150);
      JsonNode tree = JsonMapper.shared().readTree(bytes);
      Quote quote = Payload.quote(sequence);
      assertThat(Long.parseLong(tree.get("seq").asString())).isEqualTo(sequence);
      assertThat(tree.get("s").asString()).isEqualTo(quote.instrument().value());
      assertThat(tree.get("bid").asDouble()).isEqualTo(quote.bid().orElseThrow());
      assertThat(tree.get("as").asDouble()).isEqualTo(quote.askSize().orElseThrow());
      assertThat(tree.get("last").asDouble()).isEqualTo(quote.last().orElseThrow());
    }
  }

  @Test
  void quotes_walkTickByTickAndInTime() {
    Map<InstrumentId, Double> bids = new HashMap<>();
    Instant before = Instant.EPOCH;
    int moves = 0;
    for (long sequence = 0; sequence < 1_024; sequence++) {
      Quote quote = Payload.quote(sequence);
      double bid = quote.bid().orElseThrow();
      assertThat(bid).isLessThan(quote.ask().orElseThrow());
      Double last = bids.put(quote.instrument(), bid);
      if (last != null) {
        assertThat(Math.abs(bid - last)).isLessThan(0.025);
        moves += bid == last ? 0 : 1;
      }
      assertThat(quote.provenance().observedAt()).isBefore(quote.provenance().receivedAt());
      assertThat(quote.provenance().receivedAt()).isAfter(before);
      before = quote.provenance().receivedAt();
    }
    assertThat(bids).hasSize(16);
    assertThat(moves).isGreaterThan(500);
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
