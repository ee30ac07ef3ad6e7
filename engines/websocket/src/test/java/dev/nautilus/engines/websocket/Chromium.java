package dev.nautilus.engines.websocket;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A real browser without a window, driven by its DevTools protocol.
final class Chromium implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket tools;
  private final Answers answers = new Answers();
  private int asked;

  /// Puts the parts of an answer together.
  private static final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private volatile CompletableFuture<JsonNode> next = new CompletableFuture<>();
    private volatile int awaited;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        if (message.path("id").asInt(-1) == awaited) {
          next.complete(message);
        }
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private Chromium(Process process, int port, String url) throws IOException, InterruptedException {
    this.process = process;
    HttpRequest open =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?" + url))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode target = JSON.readTree(HTTP.send(open, BodyHandlers.ofString()).body());
    tools =
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create(target.path("webSocketDebuggerUrl").asString()), answers)
            .join();
  }

  /// Where it is installed; empty when it is not.
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Opens a page.
  static Chromium open(Path program, Path profile, String url)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    Path portFile = profile.resolve("DevToolsActivePort");
    try {
      await().atMost(PATIENCE).until(() -> Files.exists(portFile) && Files.size(portFile) > 0);
      int port = Integer.parseInt(Files.readAllLines(portFile).getFirst());
      return new Chromium(process, port, url);
    } catch (RuntimeException | IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// What an expression is on the page, as text.
  synchronized String evaluate(String expression) {
    ObjectNode request = JSON.createObjectNode();
    request.put("id", ++asked).put("method", "Runtime.evaluate");
    request.putObject("params").put("expression", "String(" + expression + ")");
    answers.awaited = asked;
    answers.next = new CompletableFuture<>();
    tools.sendText(request.toString(), true).join();
    return answers
        .next
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join()
        .at("/result/result/value")
        .asString("");
  }

  @Override
  public void close() {
    tools.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
