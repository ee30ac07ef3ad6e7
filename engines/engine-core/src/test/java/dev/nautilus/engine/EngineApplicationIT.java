package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.message.RiskAlert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole engine service, started as its main does, asked over HTTP.
class EngineApplicationIT {
  private static final InMemoryBroker BROKER = InMemoryBroker.threaded();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static ConfigurableApplicationContext application;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Probe {
    @Bean
    DualBusClient bus() {
      return BROKER.connect(new EngineType("probe"), "probe-1");
    }

    @Bean
    EngineDefinition probe() {
      return EngineDefinition.named("probe")
          .on(
              MessageType.TICK,
              (message, outbox) ->
                  outbox.emit(
                      MessageType.RISK_ALERT, new RiskAlert("P", message.payload().price())))
          .emits(MessageType.RISK_ALERT)
          .snapshot(() -> List.of(Messages.tick(1).instrument()))
          .build();
    }

    @Bean
    Door door() {
      return new Door();
    }
  }

  @RestController
  static class Door {
    @GetMapping("/api/v1/door")
    String door(@RequestParam String symbol) {
      if (symbol.isBlank()) {
        throw EngineException.invalid("symbol must not be blank");
      }
      if (symbol.equals("BUSY")) {
        throw EngineException.unavailable("no room");
      }
      throw EngineException.unknown("symbol", symbol, List.of("MSFT", "AAPL"));
    }
  }

  @BeforeAll
  static void start() {
    application =
        EngineApplication.run(Probe.class, "probe", "--server.port=0", "--logging.level.root=WARN");
    DualBusClient outside = BROKER.connect(new EngineType("outside"), "outside-1");
    outside.publish(MessageType.TICK, Messages.tick(5));
    await().untilAsserted(() -> assertThat(get("/health").statusCode()).isEqualTo(200));
    await()
        .untilAsserted(
            () ->
                assertThat(json("/api/v1/status").at("/emitted/risk_alert").asInt()).isEqualTo(1));
  }

  @AfterAll
  static void stop() {
    application.close();
    BROKER.close();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  @Test
  void health_readyEngine_isUpAndSaysOnlyWhatConcernsIt() throws Exception {
    JsonNode health = json("/health");
    assertThat(health.at("/status").asString()).isEqualTo("UP");
    assertThat(health.at("/components/engine/details/state").asString()).isEqualTo("READY");
    assertThat(health.at("/components").propertyNames())
        .as("an engine has no Redis but its buses")
        .doesNotContain("redis", "diskSpace");
  }

  @Test
  void metrics_scraped_areOfThisEngine() throws Exception {
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains("nautilus_engine_heard_messages_total{engine=\"probe\",of=\"tick\"} 1.0")
        .contains("nautilus_engine_ready{engine=\"probe\"} 1.0")
        .contains("nautilus_engine_reaction_seconds_count{engine=\"probe\",of=\"tick\"} 1");
  }

  @Test
  void status_says_whatTheEngineIsAndDid() throws Exception {
    JsonNode status = json("/api/v1/status");
    assertThat(status.at("/engine").asString()).isEqualTo("probe");
    assertThat(status.at("/instance").asString()).isEqualTo("probe-1");
    assertThat(status.at("/state").asString()).isEqualTo("READY");
    assertThat(status.at("/heard/tick").asInt()).isEqualTo(1);
    assertThat(status.at("/lastError").isNull()).isTrue();
    assertThat(status.at("/mailbox/capacity").asInt()).isPositive();
    assertThat(status.at("/versions/java").asString()).startsWith("25");
  }

  @Test
  void snapshot_view_looksAsOnTheBus() throws Exception {
    JsonNode snapshot = json("/api/v1/snapshot");
    assertThat(snapshot.at("/view/0").asString()).isEqualTo("AAPL");
    assertThat(snapshot.at("/publishedAt").asString()).endsWith("Z");
  }

  @Test
  void unknown_symbol_isAProblemThatListsTheKnown() throws Exception {
    HttpResponse<String> response = get("/api/v1/door?symbol=XYZ");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.at("/type").asString()).isEqualTo("urn:nautilus:problem:unknown");
    assertThat(problem.at("/detail").asString()).isEqualTo("no symbol 'XYZ' here");
    assertThat(problem.at("/known/0").asString()).isEqualTo("AAPL");
  }

  @Test
  void invalidAndBusy_areProblemsOfTheirOwn() throws Exception {
    assertThat(get("/api/v1/door?symbol=").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/door?symbol=BUSY").statusCode()).isEqualTo(503);
  }

  @Test
  void missingParameter_isAProblemToo() throws Exception {
    HttpResponse<String> response = get("/api/v1/door");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()).at("/detail").asString()).contains("symbol");
  }

  @Test
  void apiDocs_list_whatEveryEngineHas() throws Exception {
    assertThat(json("/v3/api-docs").at("/paths").propertyNames())
        .contains("/api/v1/status", "/api/v1/snapshot", "/api/v1/door");
  }
}
