package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who asks a running fleet by REST, as a person does with `curl`; every answer must be a good one.
final class Operator implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FleetPlan plan;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  Operator(FleetPlan plan) {
    this.plan = plan;
  }

  /// @param service `hub`, `simulator` or an engine's name
  JsonNode get(String service, String path) {
    return send(service, path, "GET", "");
  }

  JsonNode post(String service, String path, String json) {
    return send(service, path, "POST", json);
  }

  JsonNode put(String service, String path, String json) {
    return send(service, path, "PUT", json);
  }

  private JsonNode send(String service, String path, String method, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(plan.httpUrl(service) + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(
                method,
                json.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode())
          .as("%s %s of %s %s: %s", method, path, service, json, answer.body())
          .isBetween(200, 299);
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
