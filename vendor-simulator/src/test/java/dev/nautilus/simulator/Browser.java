package dev.nautilus.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that behaves as Yahoo wants it: like a browser, with cookie and crumb.
final class Browser implements AutoCloseable {
  static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64)";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private String cookie = "";
  private String crumb = "";

  Browser(URI base) {
    this.base = base;
  }

  Browser login() {
    List<String> cookies = get("/").headers().allValues("set-cookie");
    cookie = String.join("; ", cookies.stream().map(c -> c.replaceAll(";.*", "")).toList());
    crumb = URLEncoder.encode(get("/v1/test/getcrumb").body(), StandardCharsets.UTF_8);
    return this;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).header("user-agent", AGENT).GET());
  }

  HttpResponse<String> getWithCrumb(String path) {
    return get(path + (path.contains("?") ? "&" : "?") + "crumb=" + crumb);
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
    return cookie.isEmpty() ? builder : builder.header("cookie", cookie);
  }

  HttpResponse<String> send(HttpRequest.Builder builder) {
    try {
      return http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
