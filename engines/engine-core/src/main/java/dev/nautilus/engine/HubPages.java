package dev.nautilus.engine;

import dev.nautilus.bus.autoconfigure.MarketDataProperties;
import dev.nautilus.bus.codec.PayloadJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the hub tells about itself by REST and by no message: its sources, its cache. For an engine
/// that shows the fleet to people; market data is read through
/// [dev.nautilus.bus.marketdata.MarketDataClient].
///
/// **Threads** safe for many; each call waits for an answer, so it is nothing for the engine
/// thread.
public final class HubPages {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 4 << 20;

  private final URI hub;
  private final @Nullable String token;
  private final HttpClient http;

  private HubPages(URI hub, @Nullable String token) {
    this.hub = hub;
    this.token = token;
    http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
  }

  /// The hub that the settings `nautilus.bus.hub.*` name.
  public static HubPages of(MarketDataProperties settings, Environment environment) {
    return new HubPages(settings.hub(environment), settings.token());
  }

  /// Reads one page.
  ///
  /// @param path begins with `/`
  /// @throws EngineException UNAVAILABLE when the hub does not answer, refuses, or says no JSON
  public JsonNode get(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.resolve(path))
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .GET();
    if (token != null && !token.isBlank()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return read(path, http.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw EngineException.unavailable("the hub at " + hub + " does not answer: " + e);
    } catch (JacksonException e) {
      throw EngineException.unavailable("the hub at " + hub + path + " does not answer as a hub");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineException.unavailable("interrupted while the hub was asked");
    }
  }

  private JsonNode read(String path, HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      if (response.statusCode() != 200) {
        throw EngineException.unavailable(
            "the hub refused %s with status %d%s"
                .formatted(
                    path,
                    response.statusCode(),
                    response.statusCode() == 401 || response.statusCode() == 403
                        ? ": set a token that has the scope read (nautilus.bus.hub.token)"
                        : ""));
      }
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw EngineException.unavailable(
            "the hub's page %s must be at most %d bytes".formatted(path, MOST_BYTES));
      }
      return PayloadJson.mapper().readTree(bytes);
    }
  }
}
