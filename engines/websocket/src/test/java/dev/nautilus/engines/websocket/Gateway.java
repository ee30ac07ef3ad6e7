package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.engines.websocket.wire.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway as `main` starts it, on real Redis servers and a port of its own.
final class Gateway implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);

  private static final HttpClient PLAIN = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext application;
  private final HttpClient http;
  private final String scheme;

  private Gateway(ConfigurableApplicationContext application, HttpClient http, String scheme) {
    this.application = application;
    this.http = http;
    this.scheme = scheme;
  }

  static List<String> arguments(BusServers servers, String... more) {
    List<String> all = new ArrayList<>();
    all.add("--logging.level.root=WARN");
    all.add("--nautilus.bus.market-data-url=" + servers.marketData().url());
    all.add("--nautilus.bus.engine-logic-url=" + servers.engineLogic().url());
    all.add("--nautilus.bus.main-url=" + servers.main().url());
    all.addAll(List.of(more));
    return all;
  }

  /// Starts one and waits until it is ready.
  static Gateway start(BusServers servers, String... more) {
    return startAt(0, servers, more);
  }

  /// The same at a port.
  static Gateway startAt(int port, BusServers servers, String... more) {
    List<String> all = arguments(servers, more);
    all.add("--server.port=" + port);
    return started(all, PLAIN, "http");
  }

  /// The same over TLS.
  ///
  /// @param trusting asks it by HTTPS
  /// @param more name its certificate, by `server.ssl.bundle`
  static Gateway startTls(HttpClient trusting, BusServers servers, String... more) {
    List<String> all = arguments(servers, more);
    all.add("--server.port=0");
    return started(all, trusting, "https");
  }

  private static Gateway started(List<String> arguments, HttpClient http, String scheme) {
    Gateway gateway =
        new Gateway(
            EngineApplication.run(
                WebsocketApplication.class, "websocket", arguments.toArray(String[]::new)),
            http,
            scheme);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(gateway.get("/health").statusCode()).isEqualTo(200));
    return gateway;
  }

  int port() {
    return Integer.parseInt(
        String.valueOf(application.getEnvironment().getProperty("local.server.port")));
  }

  /// Where it is.
  String url() {
    return scheme + "://127.0.0.1:" + port();
  }

  Browser browser(String... headers) {
    return Browser.connect(port(), headers);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  /// Posts a JSON document.
  HttpResponse<String> post(String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return send(
        "POST", path, HttpRequest.BodyPublishers.ofString(json), all.toArray(String[]::new));
  }

  private HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  JsonNode json(String path) {
    return JsonMapper.shared().readTree(get(path).body());
  }

  @Override
  public void close() {
    application.close();
  }
}
