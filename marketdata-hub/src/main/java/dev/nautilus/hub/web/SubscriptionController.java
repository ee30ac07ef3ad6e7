package dev.nautilus.hub.web;

import static dev.nautilus.hub.access.AccessConfiguration.ENGINE_HEADER;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.subscribe.Feed;
import dev.nautilus.hub.subscribe.Following;
import dev.nautilus.hub.subscribe.Subscriptions;
import dev.nautilus.hub.subscribe.Subscriptions.Made;
import dev.nautilus.message.InstrumentId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Following symbols: the hub keeps them fresh, publishes them on the bus, and sends them as a
/// stream of events to whoever listens here.
@RestController
@RequestMapping("/subscription")
@Tag(name = "Subscriptions")
class SubscriptionController {
  private final Subscriptions subscriptions;
  private final EventStream events;
  private final Lease lease;

  SubscriptionController(Subscriptions subscriptions, EventStream events, Lease lease) {
    this.lease = lease;
    this.subscriptions = subscriptions;
    this.events = events;
  }

  /// @param engine who follows
  /// @param symbols 1 to 200
  /// @param dataTypes 1 to 20 names of types
  record Body(
      @Nullable String engine,
      @Nullable List<String> symbols,
      @JsonProperty("data_types") @Nullable List<String> dataTypes) {}

  /// @param events where a stream of events is
  /// @param expiresAt the subscription ends then unless somebody listens or makes it again
  record Shown(
      String id,
      String engine,
      List<InstrumentId> symbols,
      @JsonProperty("data_types") List<String> dataTypes,
      @JsonProperty("expires_at") Instant expiresAt,
      String events) {}

  @PostMapping(path = "/create", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Keep symbols fresh until told otherwise",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = Body.class),
                      examples = @ExampleObject(name = "follow", value = Examples.FOLLOW))))
  @ApiResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Shown.class),
              examples = @ExampleObject(name = "followed", value = Examples.FOLLOWED)))
  @ApiResponse(
      responseCode = "400",
      description = "The question makes no sense",
      content = @Content(mediaType = "application/problem+json"))
  ResponseEntity<?> create(
      @RequestBody Body body,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String caller) {
    if (!lease.isHeld()) {
      return Problems.notLeading(lease.refuse());
    }
    Following wanted = following(UUID.randomUUID().toString(), body, caller);
    return switch (subscriptions.make(wanted)) {
      case Made.Subscribed(Following made) -> {
        subscriptions.keep();
        yield ResponseEntity.created(URI.create("/subscription/" + made.id())).body(shown(made));
      }
      case Made.Full(String detail) -> Problems.tooMany(detail);
    };
  }

  private Following following(String id, Body body, @Nullable String caller) {
    List<String> symbols = body.symbols() == null ? List.of() : body.symbols();
    List<String> types = body.dataTypes() == null ? List.of() : body.dataTypes();
    try {
      return new Following(
          id,
          Asked.engine(caller == null ? body.engine() : caller),
          symbols.stream().map(Asked::instrument).toList(),
          types.stream().map(Asked::type).toList(),
          subscriptions.leaseEnd());
    } catch (IllegalArgumentException e) {
      throw new AskedWrongException(
          e.getMessage() + ". Say engine, symbols (1 to 200) and data_types (1 to 20).");
    }
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "What a subscription follows")
  ResponseEntity<?> show(
      @PathVariable String id,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String caller) {
    Optional<Following> following = found(id, caller);
    return following.isPresent()
        ? ResponseEntity.ok(shown(following.get()))
        : Problems.unknownSubscription(id);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "End a subscription")
  ResponseEntity<?> end(
      @PathVariable String id,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String caller) {
    if (!lease.isHeld()) {
      return Problems.notLeading(lease.refuse());
    }
    if (found(id, caller).isEmpty() || !subscriptions.end(id)) {
      return Problems.unknownSubscription(id);
    }
    subscriptions.keep();
    return ResponseEntity.noContent().build();
  }

  @GetMapping(path = "/{id}/events")
  @Operation(summary = "What it follows as server-sent events: first a snapshot, then live")
  ResponseEntity<?> events(
      @PathVariable String id,
      @RequestHeader(name = ENGINE_HEADER, required = false) @Nullable String caller) {
    Optional<Following> following = found(id, caller);
    Optional<Feed> feed = following.flatMap(_ -> subscriptions.listen(id));
    return following.isPresent() && feed.isPresent()
        ? ResponseEntity.ok()
            .contentType(MediaType.TEXT_EVENT_STREAM)
            .header("Cache-Control", "no-store")
            .body(events.of(following.get(), feed.get()))
        : Problems.unknownSubscription(id);
  }

  /// Somebody else's subscription is as good as none.
  private Optional<Following> found(String id, @Nullable String caller) {
    return subscriptions
        .find(id)
        .filter(each -> caller == null || each.engine().equals(Asked.engine(caller)));
  }

  private static Shown shown(Following following) {
    return new Shown(
        following.id(),
        following.engine().name(),
        following.instruments(),
        following.types().stream().map(ServedType::wireName).toList(),
        following.until(),
        "/subscription/" + following.id() + "/events");
  }
}
