package dev.nautilus.hub.web;

import static dev.nautilus.hub.access.AccessConfiguration.ENGINE_HEADER;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Occasion;
import dev.nautilus.hub.publish.Answers;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Several symbols and types in one request: what an engine asks when it cannot use the bus.
@RestController
@Tag(name = "Market data")
class DataRequestController {
  private static final long MOST_BYTES = 32L << 20;

  /// The record that travels on the bus, for clients of ours that cannot use the bus.
  private static final String ANSWER_FORM = "application/vnd.nautilus.data-response+json";

  private final Answers answers;

  DataRequestController(Desk desk) {
    this.answers = new Answers(desk, MOST_BYTES);
  }

  /// @param symbols 1 to 200
  /// @param dataTypes 1 to 20 names of types
  /// @param sources who may answer; anybody when left out
  /// @param engine who asks, for the record
  /// @param cache false when only values obtained from now on will do
  record Body(
      @Nullable List<String> symbols,
      @JsonProperty("data_types") @Nullable List<String> dataTypes,
      @Nullable List<String> sources,
      @Nullable String engine,
      @Nullable Boolean cache,
      @Nullable String interval,
      @Nullable String from,
      @Nullable String to,
      @Nullable Integer limit) {}

  /// @param answers one for each symbol and type, in the order asked
  record Response(List<Answer> answers) {}

  record Answer(
      InstrumentId symbol,
      String type,
      Freshness freshness,
      long ageMillis,
      List<Datum> data,
      @Nullable String refusal,
      @Nullable String detail) {}

  /// A datum with all that is known of it.
  record Datum(
      @JsonUnwrapped MarketDatum datum,
      Source source,
      Instant observedAt,
      Instant receivedAt,
      long version,
      boolean simulated) {}

  @PostMapping(path = "/data/request", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "What several types say about several symbols",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = Body.class),
                      examples = @ExampleObject(name = "quotes", value = Examples.DATA_REQUEST))))
  @ApiResponse(
      responseCode = "200",
      description = "One answer for each symbol and type, in the order asked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Response.class),
              examples = @ExampleObject(name = "quotes", value = Examples.DATA_RESPONSE)))
  @ApiResponse(
      responseCode = "400",
      description = "The question makes no sense",
      content = @Content(mediaType = "application/problem+json"))
  Response request(
      @RequestBody Body body,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String caller) {
    DataResponse response = answer(body, caller);
    return new Response(response.answers().stream().map(DataRequestController::shown).toList());
  }

  @PostMapping(path = "/data/request", produces = ANSWER_FORM)
  @Hidden // The same in another form.
  byte[] requestAsOnTheBus(
      @RequestBody Body body,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String caller) {
    return PayloadJson.mapper().writeValueAsBytes(answer(body, caller));
  }

  private DataResponse answer(Body body, @Nullable String caller) {
    EngineType engine = Asked.engine(caller == null ? body.engine() : caller);
    boolean cached = body.cache() == null || body.cache();
    Occasion occasion = cached ? Occasion.of(engine) : Occasion.anew(engine);
    Answers.Manner manner = new Answers.Manner(Asked.sources(body.sources()), occasion);
    return answers.answer(toRequest(body), manner);
  }

  private static DataRequest toRequest(Body body) {
    List<InstrumentId> symbols = named(body.symbols()).stream().map(Asked::instrument).toList();
    List<String> types =
        named(body.dataTypes()).stream().map(name -> Asked.type(name).wireName()).toList();
    String limit = body.limit() == null ? null : body.limit().toString();
    try {
      return new DataRequest(
          symbols,
          types,
          Asked.interval(body.interval()),
          Asked.instant("from", body.from()),
          Asked.instant("to", body.to()),
          Asked.limit(limit));
    } catch (IllegalArgumentException e) {
      throw new AskedWrongException(
          e.getMessage()
              + ". Say symbols (1 to 200), data_types (1 to 20), and perhaps sources, engine,"
              + " cache, interval, from, to, limit (1 to "
              + Inquiry.MAX_ROWS
              + ").");
    }
  }

  private static List<String> named(@Nullable List<String> names) {
    return names == null ? List.of() : names;
  }

  private static Answer shown(DataResponse.Answer answer) {
    return new Answer(
        answer.instrument(),
        answer.type(),
        answer.freshness(),
        answer.ageMillis(),
        answer.data().stream().map(DataRequestController::shown).toList(),
        answer.refusal(),
        answer.detail());
  }

  private static Datum shown(MarketDatum datum) {
    Provenance provenance = datum.provenance();
    return new Datum(
        datum,
        provenance.source(),
        provenance.observedAt(),
        provenance.receivedAt(),
        provenance.version(),
        provenance.simulated());
  }
}
