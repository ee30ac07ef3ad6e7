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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real browser without a window, driven by its DevTools protocol.
final class Chromium implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket tools;
  private final Answers answers = new Answers();
  private int asked;

  /// Puts the parts of an answer together, and keeps what the page complains of.
  private static final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<JsonNode> next = new CompletableFuture<>();
    private volatile int awaited;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        note(message);
        if (message.path("id").asInt(-1) == awaited) {
          next.complete(message);
        }
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void note(JsonNode message) {
      JsonNode told = message.path("params");
      switch (message.path("method").asString("")) {
        case "Runtime.exceptionThrown" -> errors.add(told.toString());
        case "Runtime.consoleAPICalled" -> {
          if (List.of("error", "warning", "assert").contains(told.path("type").asString(""))) {
            errors.add(told.toString());
          }
        }
        case "Log.entryAdded" -> {
          if (told.at("/entry/level").asString("").equals("error")) {
            errors.add(told.at("/entry/text").asString("") + ' ' + told.at("/entry/url"));
          }
        }
        default -> {}
      }
    }
  }

  private Chromium(Process process, int port) throws IOException, InterruptedException {
    this.process = process;
    HttpRequest open =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode target = JSON.readTree(HTTP.send(open, BodyHandlers.ofString()).body());
    tools =
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create(target.path("webSocketDebuggerUrl").asString()), answers)
            .join();
    tell("Runtime.enable", Map.of());
    tell("Log.enable", Map.of());
    tell("Page.enable", Map.of());
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

  /// Starts one, with an empty page of 1280 by 900 pixels.
  ///
  /// @param more options of its command line
  static Chromium start(Path program, Path profile, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
    command.addAll(List.of(more));
    command.add("about:blank");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    Path portFile = profile.resolve("DevToolsActivePort");
    try {
      await().atMost(PATIENCE).until(() -> Files.exists(portFile) && Files.size(portFile) > 0);
      Chromium browser =
          new Chromium(process, Integer.parseInt(Files.readAllLines(portFile).getFirst()));
      browser.resize(1280, 900);
      return browser;
    } catch (RuntimeException | IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// Asks the browser for something.
  private synchronized JsonNode tell(String method, Map<String, Object> parameters) {
    answers.awaited = ++asked;
    answers.next = new CompletableFuture<>();
    String request =
        JSON.writeValueAsString(Map.of("id", asked, "method", method, "params", parameters));
    tools.sendText(request, true).join();
    return answers.next.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().path("result");
  }

  void open(String url) {
    tell("Page.navigate", Map.of("url", url));
  }

  void resize(int width, int height) {
    tell(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /// As people have it who like it so.
  ///
  /// @param scheme `light` or `dark`
  void prefer(String scheme) {
    tell(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /// Presses a key, as a keyboard does.
  ///
  /// @param key like `Tab` or `Enter`
  /// @param code its number, 9 and 13
  void press(String key, int code) {
    String text = key.equals("Enter") ? "\r" : "";
    Map<String, Object> event =
        Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code, "text", text);
    tell("Input.dispatchKeyEvent", event);
    tell(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
  }

  /// Types into what has the focus.
  void type(String text) {
    tell("Input.insertText", Map.of("text", text));
  }

  /// What an expression is on the page, as text; of a promise what it becomes.
  String evaluate(String expression) {
    JsonNode answer =
        tell(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "Promise.resolve(" + expression + ").then(String)",
                "awaitPromise",
                true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toString());
    }
    return answer.at("/result/value").asString("");
  }

  /// Keeps the whole page as a picture.
  void picture(Path file) throws IOException {
    JsonNode size = tell("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    JsonNode shot =
        tell(
            "Page.captureScreenshot",
            Map.of(
                "format",
                "png",
                "captureBeyondViewport",
                true,
                "clip",
                Map.of(
                    "x", 0,
                    "y", 0,
                    "width", size.path("width").asDouble(),
                    "height", size.path("height").asDouble(),
                    "scale", 1)));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asString("")));
  }

  /// What the page complained of: exceptions, errors and warnings on its console, what could not be
  /// loaded or was against its policy.
  List<String> errors() {
    return List.copyOf(answers.errors);
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
