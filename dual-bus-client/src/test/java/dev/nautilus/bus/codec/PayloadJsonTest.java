package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.Sentiment;
import dev.nautilus.message.Source;
import dev.nautilus.message.StressTestResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PayloadJsonTest {
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private static final Provenance PROVENANCE =
      new Provenance(
          Source.of("fred"),
          Instant.parse("2026-11-22T10:00:00.123456789Z"),
          Instant.parse("2026-11-22T10:00:01Z"),
          7,
          false);

  static List<MessageType<?>> types() {
    return Catalogue.builtIn();
  }

  @ParameterizedTest
  @MethodSource("types")
  <P> void json_ofAnyPayload_hasItsComponentsInOrderAndNothingElse(MessageType<P> type) {
    long seed = Seed.next();
    P payload = new RandomRecords(seed).next(type.payload());
    JsonNode json = PayloadJson.mapper().readTree(JsonText.payload(payload));
    List<String> components =
        Arrays.stream(type.payload().getRecordComponents())
            .map(
                c ->
                    type == MessageType.CORPORATE_ACTION && c.getName().equals("kind")
                        ? "action"
                        : c.getName())
            .toList();
    assertThat(List.copyOf(json.propertyNames()))
        .as("-Dnautilus.seed=%d", seed)
        .isEqualTo(components);
  }

  @Test
  void json_identifiersInstantsAndMissing_arePlain() {
    DataRequest request =
        new DataRequest(
            List.of(AAPL, InstrumentId.of("FRED:GDP")),
            List.of("bar"),
            BarSpec.MINUTE,
            Instant.parse("2026-11-22T10:00:00.000000001Z"),
            null,
            0);
    assertThat(JsonText.payload(request))
        .isEqualTo(
            "{\"instruments\":[\"AAPL\",\"FRED:GDP\"],\"types\":[\"bar\"],\"interval\":\"1m\","
                + "\"from\":\"2026-11-22T10:00:00.000000001Z\",\"to\":null,\"limit\":0}");
  }

  @Test
  void json_optional_isValueOrNull() {
    String json =
        JsonText.payload(new Sentiment(AAPL, -0.5, OptionalDouble.empty(), 3, PROVENANCE));
    assertThat(json).contains("\"score\":-0.5,\"relevance\":null,\"articles\":3");
  }

  @Test
  void json_decimal_isExact() {
    StressTestResult result =
        new StressTestResult(
            "a",
            "s",
            new BigDecimal("-12345678901234567890.1200"),
            "USD",
            OptionalDouble.empty(),
            List.of(),
            Instant.EPOCH,
            true);
    assertThat(JsonText.payload(result)).contains("\"profitAndLoss\":-12345678901234567890.1200,");
  }

  @Test
  void json_dataOfAnAnswer_saysItsKind() {
    CorporateAction split =
        new CorporateAction(
            AAPL, CorporateAction.Kind.SPLIT, LocalDate.of(2020, 8, 31), 4, PROVENANCE);
    Answer answer =
        new Answer(AAPL, "corporate_action", Freshness.FRESH, 5, List.of(split), null, null);
    String json = JsonText.payload(new DataResponse(List.of(answer)));
    assertThat(json)
        .contains(
            "\"data\":[{\"kind\":\"corporate_action\",\"instrument\":\"AAPL\",\"action\":\"SPLIT\","
                + "\"exDate\":\"2020-08-31\",\"amount\":4.0,\"provenance\":{\"source\":\"fred\"");
    assertThat(JsonText.payload(split)).doesNotContain("\"kind\"");
  }

  @Test
  void line_ofBareMessage_leavesOutWhatIsNotThere() {
    Message<RiskAlert> message =
        new Message<>(
            MessageType.RISK_ALERT, new RiskAlert("VaR_BREACH", 0.95), envelope(null, false));
    assertThat(JsonText.line(message))
        .isEqualTo(
            "{\"type\":\"risk_alert\",\"id\":\"{el:risk:0}/ff-3\",\"sender\":\"risk\","
                + "\"instance\":\"risk-1\",\"sentAt\":\"2026-11-22T10:00:00Z\","
                + "\"priority\":\"HIGH\",\"key\":\"\",\"payload\":{\"alert\":\"VaR_BREACH\","
                + "\"threshold\":0.95,\"observed\":null,\"account\":\"\",\"instrument\":null,"
                + "\"detail\":\"\",\"simulated\":false}}");
  }

  @Test
  void line_ofBinaryMessageWithEverything_isOneLine() {
    Quote quote = new RandomRecords(5).next(Quote.class);
    String line = JsonText.line(new Message<>(MessageType.QUOTE, quote, envelope("a\nb", true)));
    assertThat(line)
        .doesNotContain("\n")
        .contains("\"correlationId\":\"a\\nb\"", "\"redelivered\":true", "\"snapshot\":true")
        .contains("\"deadline\":\"2026-11-22T10:00:05Z\"", "\"replyTo\":\"r\"");
  }

  private static Envelope envelope(@Nullable String correlation, boolean all) {
    return new Envelope(
        new MessageId("{el:risk:0}", 255, 3),
        EngineType.RISK,
        "risk-1",
        Instant.parse("2026-11-22T10:00:00Z"),
        Priority.HIGH,
        "",
        correlation,
        all ? "r" : null,
        all ? Instant.parse("2026-11-22T10:00:05Z") : null,
        null,
        all,
        all);
  }
}
