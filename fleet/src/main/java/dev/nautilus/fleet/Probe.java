package dev.nautilus.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a service on this machine how it is.
final class Probe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /// @param status HTTP status, 0 when nobody answered
  /// @param body an empty object when there was no JSON
  record Answer(int status, JsonNode body) {
    boolean isOk() {
      return status == 200;
    }

    String text(String field) {
      return body.path(field).asString("");
    }
  }

  Answer get(String url) {
    HttpResponse<byte[]> response = answer(url, "application/json");
    return response == null
        ? new Answer(0, JSON.createObjectNode())
        : new Answer(response.statusCode(), json(response.body()));
  }

  /// What a page says to those who want plain text, as scrapers do; empty when nobody answers or it
  /// is no 200.
  String text(String url) {
    HttpResponse<byte[]> response = answer(url, "text/plain");
    return response == null || response.statusCode() != 200
        ? ""
        : new String(response.body(), StandardCharsets.UTF_8);
  }

  private @Nullable HttpResponse<byte[]> answer(String url, String form) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Accept", form).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException notListening) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
