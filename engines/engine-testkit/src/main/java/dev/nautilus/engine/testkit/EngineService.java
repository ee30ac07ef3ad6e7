package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.engine.EngineApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An engine's service as its `main` starts it, on a free port and on a test's own buses:
///
/// ```java
/// try (EngineService vpin = EngineService.start(VpinApplication.class, "vpin", servers)) {
///   vpin.awaitStatus(200);
///   assertThat(vpin.json("/api/v1/vpin/AAPL").at("/ready").asBoolean()).isTrue();
/// }
/// ```
public final class EngineService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext application;

  private EngineService(ConfigurableApplicationContext application) {
    this.application = application;
  }

  /// Starts one.
  ///
  /// @param settings beside the buses' addresses, as `--key=value`
  public static EngineService start(
      Class<?> application, String name, BusServers servers, String... settings) {
    List<String> all = new ArrayList<>();
    all.add("--server.port=0");
    all.add("--logging.level.root=WARN");
    all.add("--nautilus.bus.market-data-url=" + servers.marketData().url());
    all.add("--nautilus.bus.engine-logic-url=" + servers.engineLogic().url());
    all.add("--nautilus.bus.request-timeout=500ms");
    all.addAll(List.of(settings));
    return new EngineService(EngineApplication.run(application, name, all.toArray(String[]::new)));
  }

  /// Waits until its health page answers so.
  ///
  /// @param status 200: it is ready; 503: it says why it is not
  public EngineService awaitStatus(int status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get("/health").statusCode()).isEqualTo(status));
    return this;
  }

  /// Asks for a page.
  ///
  /// @param path with its query
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  /// Sends JSON.
  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send("POST", path, BodyPublishers.ofString(json));
  }

  /// Sends JSON in the place of what is there.
  public HttpResponse<String> put(String path, String json)
      throws IOException, InterruptedException {
    return send("PUT", path, BodyPublishers.ofString(json));
  }

  /// Takes away what is there.
  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (body.contentLength() != 0) {
      request.header("content-type", "application/json");
    }
    return HTTP.send(request.method(method, body).build(), BodyHandlers.ofString());
  }

  /// A page as JSON, whatever its status.
  public JsonNode json(String path) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(get(path).body());
  }

  @Override
  public void close() {
    application.close();
  }
}
