package dev.nautilus.engines.backtesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.Bar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The backtesting service as `main` starts it, on real Redis servers.
@NautilusBusTest
class BacktestingApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static ConfigurableApplicationContext start(BusServers servers, Path folder) {
    return EngineApplication.run(
        BacktestingApplication.class,
        "backtesting",
        "--server.port=0",
        "--logging.level.root=WARN",
        "--nautilus.bus.market-data-url=" + servers.marketData().url(),
        "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
        "--nautilus.bus.request-timeout=500ms",
        "--nautilus.backtesting.symbols=AAPL",
        "--nautilus.backtesting.data-folder=" + folder);
  }

  private static HttpResponse<String> send(
      ConfigurableApplicationContext application, String path, String body)
      throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json").POST(BodyPublishers.ofString(body));
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void service_busHistoryAndFile_saysProgressAndResultsAndAnswersByRest(
      BusServers servers, BusClients clients, @TempDir Path folder) throws Exception {
    List<Bar> bars = Fixtures.days(7, 120);
    Files.write(folder.resolve("bars.csv"), Fixtures.csv(bars));
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(Fixtures.answer(bars)));
    DualBusClient ear = clients.client(EngineType.ANALYTICS, "analytics-1");
    Recorder<BacktestComplete> results = Recorder.on(ear, MessageType.BACKTEST_COMPLETE);
    Recorder<BacktestProgress> progress = Recorder.on(ear, MessageType.BACKTEST_PROGRESS);
    String hash;
    try (ConfigurableApplicationContext application = start(servers, folder)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(send(application, "/health", "").statusCode()).isEqualTo(200));
      bars.forEach(bar -> hub.publish(MessageType.BAR, bar));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(send(application, "/api/v1/captured", "").body())
                      .contains("\"AAPL 1d\":120"));
      hash = runsFromEverySource(application, results);
      progress.await(20, SOON);
      answersByRest(application, hash);
      refusesBadRequests(application);
    }
    try (ConfigurableApplicationContext again = start(servers, folder)) {
      awaitHash(again, "bt-1", hash);
    }
  }

  private static String runsFromEverySource(
      ConfigurableApplicationContext application, Recorder<BacktestComplete> results)
      throws Exception {
    for (String source : new String[] {"bus", "history", "file"}) {
      assertThat(send(application, "/api/v1/runs", run(source)).statusCode())
          .as(source)
          .isEqualTo(201);
    }
    results.await(3, SOON);
    String hash = results.messages().getFirst().payload().resultHash();
    assertThat(results.messages())
        .extracting(each -> each.payload().resultHash())
        .containsOnly(hash);
    return hash;
  }

  private static String run(String source) {
    return """
        {"symbol": "AAPL", "source": "%s", "file": "bars.csv", "fast": 3, "slow": 8}
        """
        .formatted(source);
  }

  private static void awaitHash(
      ConfigurableApplicationContext application, String run, String hash) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        JSON.readTree(send(application, "/api/v1/runs/" + run, "").body())
                            .at("/resultHash")
                            .asString(""))
                    .isEqualTo(hash));
  }

  private static void answersByRest(ConfigurableApplicationContext application, String hash)
      throws Exception {
    awaitHash(application, "bt-3", hash);
    JsonNode run = JSON.readTree(send(application, "/api/v1/runs/bt-3", "").body());
    assertThat(run.at("/status").asString()).isEqualTo("COMPLETE");
    assertThat(run.at("/statistics/0/name").asString()).isEqualTo("total_return");
    JsonNode trades = JSON.readTree(send(application, "/api/v1/runs/bt-3/trades", "").body());
    assertThat(trades.size()).isPositive();
    assertThat(JSON.readTree(send(application, "/api/v1/runs", "").body()).size()).isEqualTo(3);
    assertThat(send(application, "/api/v1/settings", "").body()).contains("sma_cross");
  }

  private static void refusesBadRequests(ConfigurableApplicationContext application)
      throws Exception {
    assertThat(send(application, "/api/v1/runs/bt-99", "").statusCode()).isEqualTo(404);
    for (String wrong :
        new String[] {
          "{}",
          "{\"symbol\": \"AAPL\", \"colour\": 1}",
          "{\"symbol\": \"AAPL\", \"fast\": [1]}",
          "{\"symbol\": \"AAPL\", \"source\": \"file\", \"file\": \"../x.csv\"}",
          "not json"
        }) {
      assertThat(send(application, "/api/v1/runs", wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }
}
