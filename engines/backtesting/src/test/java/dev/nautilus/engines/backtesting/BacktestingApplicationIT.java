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
import dev.nautilus.engine.testkit.EngineService;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.BacktestProgress;
import dev.nautilus.message.Bar;
import dev.nautilus.message.ParameterOptimization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The backtesting service as `main` starts it, on real Redis servers.
@NautilusBusTest
class BacktestingApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static String[] settings(Path folder) {
    return new String[] {
      "--nautilus.backtesting.symbols=AAPL", "--nautilus.backtesting.data-folder=" + folder
    };
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
    Recorder<ParameterOptimization> studies = Recorder.on(ear, MessageType.PARAMETER_OPTIMIZATION);
    String hash;
    try (EngineService application =
        EngineService.start(
            BacktestingApplication.class, "backtesting", servers, settings(folder))) {
      application.awaitStatus(200);
      bars.forEach(bar -> hub.publish(MessageType.BAR, bar));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(application.get("/api/v1/captured").body())
                      .contains("\"AAPL 1d\":120"));
      hash = runsFromEverySource(application, results);
      progress.await(20, SOON);
      answersByRest(application, hash);
      refusesBadRequests(application);
      searchesForParameters(application, studies);
    }
    try (EngineService again =
        EngineService.start(
            BacktestingApplication.class, "backtesting", servers, settings(folder))) {
      awaitHash(again, "bt-1", hash);
    }
  }

  private static String runsFromEverySource(
      EngineService application, Recorder<BacktestComplete> results) throws Exception {
    for (String source : new String[] {"bus", "history", "file"}) {
      assertThat(application.post("/api/v1/runs", run(source)).statusCode())
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

  private static void awaitHash(EngineService application, String run, String hash) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(application.json("/api/v1/runs/" + run).at("/resultHash").asString(""))
                    .isEqualTo(hash));
  }

  private static void answersByRest(EngineService application, String hash) throws Exception {
    awaitHash(application, "bt-3", hash);
    JsonNode run = application.json("/api/v1/runs/bt-3");
    assertThat(run.at("/status").asString()).isEqualTo("COMPLETE");
    assertThat(run.at("/statistics/0/name").asString()).isEqualTo("total_return");
    JsonNode trades = application.json("/api/v1/runs/bt-3/trades");
    assertThat(trades.size()).isPositive();
    assertThat(application.json("/api/v1/runs").size()).isEqualTo(3);
    assertThat(application.get("/api/v1/settings").body()).contains("sma_cross");
  }

  private static void searchesForParameters(
      EngineService application, Recorder<ParameterOptimization> studies) throws Exception {
    String study =
        """
        {"settings": {"symbol": "AAPL", "source": "%s", "file": "bars.csv"},
         "grid": {"fast": [2, 3], "slow": [8, 13]}, "objective": "total_return"}
        """;
    for (String source : new String[] {"bus", "file"}) {
      assertThat(application.post("/api/v1/studies", study.formatted(source)).statusCode())
          .isEqualTo(201);
    }
    studies.await(2, SOON);
    assertThat(studies.payloads())
        .extracting(ParameterOptimization::best)
        .containsOnly(studies.payloads().getFirst().best());
    assertThat(studies.payloads().getFirst().trials()).isEqualTo(4);
    assertThat(application.json("/api/v1/studies/st-1").at("/result/best").size()).isEqualTo(4);
    assertThat(application.json("/api/v1/studies").size()).isEqualTo(2);
    assertThat(application.delete("/api/v1/studies/st-1").statusCode()).isEqualTo(200);
    assertThat(application.get("/api/v1/studies/st-1").statusCode()).isEqualTo(404);
    for (String wrong : new String[] {"{}", study.formatted("rumour"), "not json"}) {
      assertThat(application.post("/api/v1/studies", wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  private static void refusesBadRequests(EngineService application) throws Exception {
    assertThat(application.get("/api/v1/runs/bt-99").statusCode()).isEqualTo(404);
    for (String wrong :
        new String[] {
          "{}",
          "{\"symbol\": \"AAPL\", \"colour\": 1}",
          "{\"symbol\": \"AAPL\", \"fast\": [1]}",
          "{\"symbol\": \"AAPL\", \"source\": \"file\", \"file\": \"../x.csv\"}",
          "not json"
        }) {
      assertThat(application.post("/api/v1/runs", wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }
}
