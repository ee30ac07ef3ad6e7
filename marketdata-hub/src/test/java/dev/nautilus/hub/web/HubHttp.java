package dev.nautilus.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a person with curl does.
public final class HubHttp {
  private static final JsonMapper JSON = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  public HubHttp(int port) {
    this.port = port;
  }

  /// GET, accepting anything.
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).header("Accept", accept));
  }

  /// The JSON that a GET answers.
  public JsonNode json(String path) throws IOException, InterruptedException {
    return json(get(path));
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  static String contentType(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  static void assertProblem(HttpResponse<String> response, int status, String... words) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(contentType(response)).startsWith("application/problem+json");
    assertThat(json(response).get("status").asInt()).isEqualTo(status);
    if (words.length > 0) {
      assertThat(json(response).get("detail").asString()).contains(words);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
