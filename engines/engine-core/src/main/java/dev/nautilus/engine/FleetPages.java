package dev.nautilus.engine;

import dev.nautilus.bus.autoconfigure.MarketDataProperties;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.bus.marketdata.HubConnections;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the hub and the engines tell about themselves by REST and by no message: the hub's sources
/// and cache, an engine's mailbox. For an engine that shows the fleet to people; market data is
/// read through [dev.nautilus.bus.marketdata.MarketDataClient].
///
/// **Threads** safe for many; each call waits for an answer, so it is nothing for the engine
/// thread.
public final class FleetPages {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 4 << 20;

  /// Whoever is not well answers so, and says why.
  private static final int UNWELL = 503;

  private final URI hub;
  private final @Nullable String token;
  private final HubConnections connections;

  /// Who is asked.
  ///
  /// @param name as errors say it
  /// @param token shown to it; null for none
  private record Service(String name, URI base, @Nullable String token) {}

  private FleetPages(URI hub, @Nullable String token, HubConnections connections) {
    this.hub = hub;
    this.token = token;
    this.connections = connections;
  }

  /// With the hub that the settings `nautilus.bus.hub.*` name.
  ///
  /// @param bundles of this application; null when it has none
  /// @throws IllegalArgumentException when there is a bundle and the hub's address is in plain text
  public static FleetPages of(
      MarketDataProperties settings, Environment environment, @Nullable SslBundles bundles) {
    HubConnections connections = new HubConnections(settings.material(bundles));
    return new FleetPages(
        connections.admitted(settings.hub(environment)), settings.token(), connections);
  }

  /// Reads a page of the hub.
  ///
  /// @param path begins with `/`
  /// @throws EngineException UNAVAILABLE when the hub does not answer, refuses, or says no JSON
  public JsonNode hub(String path) {
    return get(new Service("the hub", hub, token), path);
  }

  /// Reads a page of an engine. The token of the hub is not shown to it.
  ///
  /// @param url where it is, like `http://risk-engine:8200`
  /// @param path begins with `/`
  /// @throws EngineException UNAVAILABLE when it does not answer, refuses, or says no JSON
  public JsonNode engine(String name, String url, String path) {
    URI base;
    try {
      base = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw EngineException.unavailable(
          "the address of %s must be like http://host:port, was '%s'".formatted(name, url));
    }
    return get(new Service(name, base, null), path);
  }

  private JsonNode get(Service service, String path) {
    try {
      return read(
          service,
          path,
          connections.client().send(request(service, path), BodyHandlers.ofInputStream()));
    } catch (IOException | IllegalArgumentException e) {
      throw EngineException.unavailable(
          "%s at %s does not answer: %s"
              .formatted(service.name(), service.base(), HubConnections.explained(e)));
    } catch (JacksonException e) {
      throw EngineException.unavailable(
          "%s at %s%s does not answer as it should: no JSON"
              .formatted(service.name(), service.base(), path));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineException.unavailable("interrupted while " + service.name() + " was asked");
    }
  }

  private static HttpRequest request(Service service, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.base().resolve(path))
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .GET();
    String shown = service.token();
    if (shown != null && !shown.isBlank()) {
      request.header("Authorization", "Bearer " + shown);
    }
    return request.build();
  }

  private static JsonNode read(Service service, String path, HttpResponse<InputStream> response)
      throws IOException {
    try (InputStream in = response.body()) {
      int status = response.statusCode();
      if (status != 200 && !(status == UNWELL && path.equals("/health"))) {
        throw EngineException.unavailable(
            "%s refused %s with status %d%s"
                .formatted(
                    service.name(),
                    path,
                    status,
                    status == 401 || status == 403
                        ? ": set a token that has the scope read (nautilus.bus.hub.token)"
                        : ""));
      }
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw EngineException.unavailable(
            "the page %s of %s must be at most %d bytes"
                .formatted(path, service.name(), MOST_BYTES));
      }
      return PayloadJson.mapper().readTree(bytes);
    }
  }
}
