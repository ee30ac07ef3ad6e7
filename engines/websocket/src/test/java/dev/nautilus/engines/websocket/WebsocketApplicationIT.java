package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engines.websocket.wire.Browser;
import dev.nautilus.engines.websocket.wire.Follower;
import dev.nautilus.message.PerformanceMetric;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The gateway as `main` starts it: from the buses to a browser.
@NautilusBusTest
class WebsocketApplicationIT {
  private static final String TOKEN = "0123456789abcdef";

  private static String until(Browser browser, String part) {
    String text = browser.hear();
    while (!text.contains(part)) {
      text = browser.hear();
    }
    return text;
  }

  @Test
  void service_messagesOfBothBuses_reachABrowser(BusServers servers, BusClients clients) {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    Recorder<PerformanceMetric> stats =
        Recorder.on(clients.client(new EngineType("ops"), "ops-1"), MessageType.PERFORMANCE_METRIC);
    Gateway gateway = Gateway.start(servers, "--nautilus.websocket.stats-every=500ms");
    Browser browser = gateway.browser();
    browser.say(
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\",\"sym\":[\"AAPL\"],\"maxHz\":50}");
    browser.say("{\"op\":\"subscribe\",\"id\":2,\"ch\":\"fills\",\"sym\":[\"acc-1\"]}");
    until(browser, "\"ch\":\"fills\",\"sub\":\"fills\",\"rows\":[],\"last\":true");
    hub.publish(MessageType.QUOTE, Fixtures.quote("AAPL", 1, 198.5));
    assertThat(until(browser, "\"key\":\"AAPL\"")).contains("198.5").contains("\"simulated\":true");
    clients
        .client(EngineType.PORTFOLIO, "portfolio-1")
        .publish(MessageType.FILL, Fixtures.fill("acc-1", 7));
    assertThat(until(browser, "\"key\":\"acc-1\"")).contains("\"price\":\"100.10\"");

    listsAndEndsSessions(gateway, browser);
    stats.awaitMatch(
        each -> each.name().equals("lag_p99") && each.value().isPresent(), Gateway.SOON);
    Browser last = gateway.browser();
    last.say("{\"op\":\"ping\",\"id\":3}");
    until(last, "pong");
    CompletableFuture<Integer> goodbye = CompletableFuture.supplyAsync(last::closeCode);
    gateway.close();
    assertThat(goodbye.join()).as("the gateway stops").isEqualTo(1001);
  }

  private static void listsAndEndsSessions(Gateway gateway, Browser browser) {
    JsonNode session = gateway.json("/api/v1/sessions").path(0);
    assertThat(session.path("subscriptions").asInt()).isEqualTo(2);
    assertThat(session.path("sent").asInt()).isGreaterThan(3);
    assertThat(session.path("lagMs").isNumber()).isTrue();
    assertThat(gateway.send("DELETE", "/api/v1/sessions/nobody").statusCode()).isEqualTo(404);
    String path = "/api/v1/sessions/" + session.path("id").asString();
    assertThat(gateway.send("DELETE", path).statusCode()).isEqualTo(204);
    assertThat(browser.closeCode()).isEqualTo(4000);
    await().atMost(Gateway.SOON).until(() -> gateway.json("/api/v1/sessions").isEmpty());
    assertThat(gateway.json("/api/v1/channels").size()).isGreaterThan(30);
    assertThat(gateway.get("/v3/api-docs").body()).contains("/api/v1/sessions");
  }

  @Test
  void console_registryAndDeadLetters_areChannels(BusServers servers, BusClients clients) {
    try (EngineModes modes = EngineModes.at(BusAddress.of(servers.engineLogic().url(), 6381));
        Gateway gateway =
            Gateway.start(
                servers,
                "--nautilus.bus.hub.url=http://127.0.0.1:1",
                "--nautilus.websocket.console.every=200ms");
        Browser browser = gateway.browser()) {
      modes.set(EngineType.RISK, EngineMode.LEGACY);
      for (String channel : new String[] {"modes", "topology", "console", "blocked_calls"}) {
        browser.say("{\"op\":\"subscribe\",\"ch\":\"" + channel + "\"}");
      }
      Follower modesSeen = new Follower();
      Follower topologySeen = new Follower();
      Follower consoleSeen = new Follower();
      await()
          .atMost(Gateway.SOON)
          .untilAsserted(
              () -> {
                JsonNode message = Follower.parse(browser.hear());
                switch (message.path("ch").asString("")) {
                  case "modes" -> modesSeen.take(message);
                  case "topology" -> topologySeen.take(message);
                  case "console" -> consoleSeen.take(message);
                  default -> {}
                }
                assertThat(modesSeen.document("risk").path("mode").asString(""))
                    .isEqualTo("LEGACY");
                assertThat(topologySeen.documents()).containsKey("websocket|websocket-1");
                JsonNode sources = consoleSeen.document("sources");
                assertThat(sources.path("ok").asBoolean(true)).isFalse();
                assertThat(sources.path("detail").asString("")).contains("does not answer");
              });
    }
  }

  @Test
  void access_closedGateway_asksForATokenAndTheRightOrigin(BusServers servers) {
    try (Gateway gateway =
        Gateway.start(
            servers,
            "--nautilus.websocket.access.mode=CLOSED",
            "--nautilus.websocket.access.tokens[0]=desk quotes,admin - " + TOKEN,
            "--nautilus.websocket.max-sessions=1",
            "--nautilus.websocket.allowed-origins=https://desk.example.com")) {
      try (Browser nobody = gateway.browser()) {
        assertThat(nobody.status()).isEqualTo(401);
      }
      String bearer = "Authorization: Bearer " + TOKEN;
      try (Browser foreign = gateway.browser(bearer, "Origin: https://evil.example.com")) {
        assertThat(foreign.status()).isEqualTo(403);
      }
      String offered =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
      try (Browser desk =
          gateway.browser(
              "Origin: https://desk.example.com",
              "Sec-WebSocket-Protocol: nautilus.v1, nautilus.bearer." + offered)) {
        assertThat(desk.status()).isEqualTo(101);
        assertThat(desk.header("Sec-WebSocket-Protocol")).isEqualTo("nautilus.v1");
        desk.say("{\"op\":\"subscribe\",\"id\":1,\"ch\":\"fills\",\"sym\":[\"acc-1\"]}");
        assertThat(desk.hear()).contains("forbidden");
        try (Browser second = gateway.browser(bearer)) {
          assertThat(second.closeCode()).as("no room").isEqualTo(1013);
        }
        assertThat(gateway.get("/api/v1/sessions").statusCode()).isEqualTo(401);
        var listed = gateway.get("/api/v1/sessions", "Authorization", "Bearer " + TOKEN);
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.body()).contains("\"caller\":\"desk\"").doesNotContain(TOKEN);
      }
    }
  }
}
