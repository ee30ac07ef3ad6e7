package dev.nautilus.engines.backtesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.EngineHealth;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A run is taken on by REST, not by a message, so the crash is played here: the engine, in a
/// process of its own, is killed with -9 in the middle of a run, and its successor ends that run
/// with the result an undisturbed engine has.
@NautilusBusTest
class BacktestingCrashIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BARS = 400_000;
  private static final Map<String, String> SETTINGS =
      Map.of("symbol", "AAPL", "source", "file", "file", "bars.csv", "spec", "1m");

  private static Process start(BusServers servers, Path folder, int port) throws IOException {
    Path log = Files.createDirectories(Path.of("target", "processes")).resolve("crash.log");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            BacktestingApplication.class.getName(),
            "--server.port=" + port,
            "--nautilus.bus.market-data-url=" + servers.marketData().url(),
            "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
            "--nautilus.engine.state.every=200ms",
            "--nautilus.backtesting.symbols=AAPL",
            "--nautilus.backtesting.data-folder=" + folder)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Minutes of a price that swings, so little that no strategy gets rich beyond all numbers.
  private static List<String> minutes() {
    List<String> lines = new ArrayList<>(List.of("time,open,high,low,close,volume"));
    double last = 100;
    for (int i = 0; i < BARS; i++) {
      double close = 100 + 0.01 * Math.sin(i / 50.0) + 0.001 * Math.sin(i / 7.0);
      lines.add(
          "%d,%s,%s,%s,%s,1000"
              .formatted(60L * i, last, Math.max(last, close), Math.min(last, close), close));
      last = close;
    }
    return lines;
  }

  private static BacktestComplete undisturbed(Path folder, RunPlan plan) {
    BacktestingProperties properties = Fixtures.properties(folder);
    BacktestBook book = new BacktestBook(properties);
    EngineHarness engine = EngineHarness.of(Fixtures.engine(book, properties));
    BarFile.Contents contents = BarFile.scan(folder, plan, BARS);
    engine.ask(outbox -> book.submit(plan, contents, outbox));
    while (engine.outbox().of(MessageType.BACKTEST_COMPLETE).isEmpty()) {
      assertThat(engine.outbox().of(MessageType.BACKTEST_ERROR)).isEmpty();
      engine.tick(Duration.ofMillis(20));
    }
    return engine.outbox().single(MessageType.BACKTEST_COMPLETE);
  }

  @Test
  void run_engineKilledInTheMiddle_endsWithTheSameResult(
      BusServers servers, BusClients clients, @TempDir Path folder) throws Exception {
    Files.write(folder.resolve("bars.csv"), minutes());
    BacktestComplete expected = undisturbed(folder, RunPlan.of(SETTINGS));
    var ear = clients.client(new EngineType("crash-test"), "crash-test-1");
    Recorder<EngineHealth> health = Recorder.on(ear, MessageType.ENGINE_HEALTH);
    Recorder<BacktestProgress> progress = Recorder.on(ear, MessageType.BACKTEST_PROGRESS);
    Recorder<BacktestComplete> results = Recorder.on(ear, MessageType.BACKTEST_COMPLETE);
    int port = freePort();
    Process engine = start(servers, folder, port);
    try {
      health.awaitMatch(each -> each.status() == EngineHealth.Status.READY, PATIENCE);
      assertThat(submit(port).statusCode()).isEqualTo(201);
      progress.await(2, PATIENCE);
      engine.destroyForcibly();
      assertThat(engine.waitFor(30, TimeUnit.SECONDS)).isTrue();
      List<BacktestComplete> early =
          results.messages().stream().map(each -> each.payload()).toList();
      engine = start(servers, folder, port);
      await()
          .atMost(PATIENCE)
          .until(() -> results.messages().size() > early.size() || !early.isEmpty());
      assertThat(results.messages().getLast().payload()).isEqualTo(expected);
    } finally {
      engine.destroyForcibly();
    }
  }

  private static HttpResponse<String> submit(int port) throws IOException, InterruptedException {
    String run = JsonMapper.shared().writeValueAsString(SETTINGS);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/runs"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(run))
                .build(),
            BodyHandlers.ofString());
  }
}
