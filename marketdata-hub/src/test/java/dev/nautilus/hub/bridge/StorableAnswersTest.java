package dev.nautilus.hub.bridge;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.hub.terms.TestTerms;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.MarketDatum;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorableAnswersTest {
  private static final String TYPE = MessageType.DATA_RESPONSE.name();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final StorableAnswers storable =
      new StorableAnswers(
          TestTerms.storage(TestTerms.FORBIDDEN, true),
          new BridgeMeters(meters, InstantSource.system()));

  private static byte[] json(MarketDatum... data) {
    List<Answer> answers =
        List.of(data).stream()
            .map(
                each ->
                    new Answer(
                        each.instrument(), "quote", Freshness.FRESH, 5, List.of(each), null, null))
            .toList();
    return JsonText.payload(new DataResponse(answers)).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void answer_thatMayNotBeStored_becomesARefusalThatSaysSo_andOthersStay() {
    byte[] mixed = json(TestTerms.real(quote("REAL", 1, NOON)), quote("SIMULATED", 2, NOON));

    DataResponse response =
        PayloadJson.mapper().readValue(storable.of(TYPE, mixed), DataResponse.class);

    Answer refused = response.answers().getFirst();
    assertThat(refused.instrument()).isEqualTo(id("REAL"));
    assertThat(refused.data()).isEmpty();
    assertThat(refused.refusal()).isEqualTo("NOT_LICENSED");
    assertThat(refused.detail()).contains("fake").contains("by HTTP");
    assertThat(response.answers().getLast().data()).hasSize(1);
    assertThat(meters.get("nautilus.hub.bridge.refused").tag("reason", "terms").counter().count())
        .isEqualTo(1);
  }

  @Test
  void answer_thatMayBeStored_andWhatIsNoAnswer_passUntouched() {
    byte[] fine = json(quote("SIMULATED", 2, NOON));
    byte[] failure = "{\"error\":\"the hub stops\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(storable.of(TYPE, fine)).isSameAs(fine);
    assertThat(storable.of(TYPE, failure)).isSameAs(failure);
    assertThat(storable.of("risk_metric", fine)).isSameAs(fine);
  }
}
