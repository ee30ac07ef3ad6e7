package dev.nautilus.hub.web;

import dev.nautilus.hub.desk.CacheReport;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.prefetch.MindReport;
import dev.nautilus.hub.prefetch.Prefetcher;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.BudgetReport;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.hub.vendor.VendorsProperties.Terms;
import dev.nautilus.message.Source;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// How the sources and the cache are.
@RestController
@Tag(name = "State")
class StateController {
  private final List<VendorConnection> connections;
  private final Desk desk;
  private final Prefetcher prefetcher;
  private final @Nullable VendorsProperties catalogue;

  StateController(
      ObjectProvider<VendorConnection> connections,
      Desk desk,
      Prefetcher prefetcher,
      ObjectProvider<VendorsProperties> catalogue) {
    this.connections = connections.orderedStream().toList();
    this.desk = desk;
    this.prefetcher = prefetcher;
    this.catalogue = catalogue.getIfAvailable();
  }

  /// @param sources in the order in which they are preferred
  record Sources(List<SourceState> sources) {}

  /// One source; most fields are those of its [VendorStatus].
  ///
  /// @param budget what may be asked of it and what was; null for a source that asks nobody
  /// @param terms what may be done with its data; null for a source that `vendors.yml` does not
  ///   know
  record SourceState(
      Source source,
      VendorStatus.State state,
      String detail,
      boolean configured,
      long calls,
      long failures,
      long limited,
      int openConnections,
      boolean streams,
      boolean streaming,
      @Nullable String lastError,
      @Nullable Instant lastErrorAt,
      @Nullable BudgetReport budget,
      @Nullable Terms terms) {}

  @GetMapping(path = "/api/v1/sources", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "How each source is, and its connections")
  Sources sources() {
    return new Sources(connections.stream().map(this::state).toList());
  }

  @GetMapping(path = "/api/v1/cache", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "How the cache does, since the start")
  CacheReport cache() {
    return desk.cache();
  }

  /// @param enabled whether anything is learned and fetched
  /// @param engines how good the guesses are, by engine
  record Prefetching(boolean enabled, Map<String, MindReport> engines) {}

  @GetMapping(path = "/api/v1/prefetch", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "How well the next questions are guessed, since the start")
  Prefetching prefetch() {
    return new Prefetching(prefetcher.isEnabled(), prefetcher.report());
  }

  private SourceState state(VendorConnection connection) {
    VendorStatus status = connection.status();
    return new SourceState(
        connection.source(),
        status.state(),
        status.detail(),
        connection.isConfigured(),
        status.calls(),
        status.failures(),
        status.limited(),
        status.openConnections(),
        connection.stream().isPresent(),
        status.streaming(),
        status.lastError(),
        status.lastErrorAt(),
        connection.budget().map(Budget::report).orElse(null),
        terms(connection.source()));
  }

  private @Nullable Terms terms(Source source) {
    return catalogue != null && catalogue.sources().contains(source)
        ? catalogue.of(source).terms()
        : null;
  }
}
