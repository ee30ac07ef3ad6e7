package dev.nautilus.hub.web;

import static dev.nautilus.hub.access.AccessConfiguration.ENGINE_HEADER;

import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Occasion;
import dev.nautilus.hub.desk.Reading;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Sheet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Market data by type and symbol.
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Market data")
@ApiResponse(
    responseCode = "400",
    description = "The question makes no sense",
    content = @Content(mediaType = "application/problem+json"))
@ApiResponse(
    responseCode = "404",
    description = "Unknown symbol or type",
    content =
        @Content(
            mediaType = "application/problem+json",
            examples = @ExampleObject(name = "problem", value = Examples.PROBLEM)))
@ApiResponse(
    responseCode = "429",
    description = "Over the budget of its sources; see Retry-After",
    content = @Content(mediaType = "application/problem+json"))
@ApiResponse(
    responseCode = "502",
    description = "A source failed",
    content = @Content(mediaType = "application/problem+json"))
@ApiResponse(
    responseCode = "503",
    description = "A source has no key",
    content = @Content(mediaType = "application/problem+json"))
class DataController {
  private final Desk desk;

  DataController(Desk desk) {
    this.desk = desk;
  }

  /// What may follow the question mark.
  record Range(
      @Parameter(description = "How bars are cut: 1m, 5m, 1h, 1d ...; 1d unless said")
          @Nullable String interval,
      @Parameter(description = "First instant (inclusive): ISO-8601, a date or epoch seconds")
          @Nullable String from,
      @Parameter(description = "End (exclusive): ISO-8601, a date or epoch seconds")
          @Nullable String to,
      @Parameter(description = "Most rows, the newest ones; 1 to 50000") @Nullable String limit) {}

  @GetMapping("/{type}/{symbol}")
  @Operation(summary = "What a type says about a symbol")
  @ApiResponse(
      responseCode = "200",
      description = "The newest value, or rows; stale ones are marked",
      content =
          @Content(
              mediaType = "application/json",
              examples = @ExampleObject(name = "quote", value = Examples.QUOTE)))
  ResponseEntity<Object> bySymbol(
      @PathVariable String type,
      @PathVariable String symbol,
      Range range,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String engine) {
    Optional<ServedType> wanted = ServedType.find(type);
    return wanted.isEmpty()
        ? Problems.unknownType(type)
        : answer(inquiry(wanted.get(), symbol, range), engine);
  }

  @GetMapping("/{type}")
  @Operation(summary = "The same for ids with slashes, or a search where a source offers one")
  @ApiResponse(
      responseCode = "200",
      description = "The newest value, or rows; stale ones are marked",
      content =
          @Content(
              mediaType = "application/json",
              examples = @ExampleObject(name = "quote", value = Examples.QUOTE)))
  ResponseEntity<Object> byParameter(
      @PathVariable String type,
      @RequestParam(required = false) @Nullable String symbol,
      @RequestParam(required = false) @Nullable String search,
      Range range,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String engine) {
    Optional<ServedType> wanted = ServedType.find(type);
    if (wanted.isEmpty()) {
      return Problems.unknownType(type);
    }
    if (symbol != null && search == null) {
      return answer(inquiry(wanted.get(), symbol, range), engine);
    }
    if (search != null && symbol == null) {
      return answer(search(wanted.get(), search, range), engine);
    }
    return Problems.badRequest(
        "Say either ?symbol=AAPL or ?search=gdp, or put the symbol into the path: /api/v1/"
            + wanted.get().wireName()
            + "/AAPL.");
  }

  private ResponseEntity<Object> answer(Inquiry inquiry, @Nullable String engine) {
    Occasion occasion = Occasion.of(Asked.engine(engine));
    Reading<Sheet> reading = desk.askAll(List.of(inquiry), occasion).getFirst();
    return switch (reading) {
      case Reading.Fresh<Sheet>(Sheet sheet, var age) ->
          ResponseEntity.ok(Bodies.of(inquiry, sheet, "fresh", age));
      case Reading.Stale<Sheet>(Sheet sheet, var age, _) ->
          ResponseEntity.ok(Bodies.of(inquiry, sheet, "stale", age));
      case Reading.Refused<Sheet> refused -> Problems.of(refused);
    };
  }

  private static Inquiry inquiry(ServedType type, String symbol, Range range) {
    Inquiry about =
        Inquiry.about(type, Asked.instrument(symbol)).atMost(Asked.limit(range.limit()));
    return Asked.ranged(about, range.interval(), range.from(), range.to());
  }

  private static Inquiry search(ServedType type, String text, Range range) {
    try {
      return Inquiry.search(type, text, Asked.limit(range.limit()));
    } catch (IllegalArgumentException e) {
      throw new AskedWrongException(e.getMessage() + ".");
    }
  }
}
