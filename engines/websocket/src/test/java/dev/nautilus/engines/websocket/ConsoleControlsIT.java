package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.engines.websocket.wire.Browser;
import dev.nautilus.engines.websocket.wire.Follower;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the console can do and what it knows, at a gateway that is open for looking.
@NautilusBusTest
class ConsoleControlsIT {
  private static final String MOVE = "/api/v1/controls/move";
  private static final String ABORT = "/api/v1/controls/abort";
  private static final String REPLAY = "/api/v1/controls/replay";
  private static final String RISK_TO_DUAL = "{\"engine\":\"risk\",\"to\":\"DUAL\"}";

  private ConsoleFleet fleet;
  private Gateway gateway;

  @BeforeEach
  void start(BusServers servers, BusClients clients) {
    fleet = new ConsoleFleet(servers, clients);
    gateway = fleet.gateway(0);
  }

  @AfterEach
  void stop() {
    gateway.close();
    fleet.close();
  }

  private HttpResponse<String> post(String path, String json) {
    return gateway.post(path, json, "Authorization", "Bearer " + ConsoleFleet.TOKEN);
  }

  private JsonNode told(String channel, String key, String member) {
    Follower follower = new Follower();
    try (Browser browser = gateway.browser()) {
      browser.say("{\"op\":\"subscribe\",\"ch\":\"" + channel + "\",\"sym\":[\"*\"]}");
      await()
          .atMost(Gateway.SOON)
          .until(
              () -> {
                follower.take(Follower.parse(browser.hear()));
                return follower.document(key).has(member);
              });
    }
    return follower.document(key);
  }

  @Test
  void controls_withoutTheRightToken_areRefusedAndChangeNothing() {
    fleet.giveUpOne();
    for (String path : List.of(MOVE, ABORT, REPLAY)) {
      HttpResponse<String> nobody = gateway.post(path, RISK_TO_DUAL);
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.body()).contains("nautilus.websocket.access.tokens");
      assertThat(
              gateway
                  .post(path, RISK_TO_DUAL, "Authorization", "Bearer " + ConsoleFleet.DESK)
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(gateway.get("/api/v1/controls").statusCode()).isEqualTo(401);
    assertThat(fleet.modes().modes()).containsEntry(EngineType.RISK, EngineMode.LEGACY);
    assertThat(fleet.modes().migration(EngineType.RISK)).isEmpty();
    assertThat(fleet.handled()).isEmpty();
  }

  @Test
  void move_fromItsBeginToItsEnd_isThatOfTheRegistry() {
    assertThat(
            gateway.get("/api/v1/controls", "Authorization", "Bearer " + ConsoleFleet.TOKEN).body())
        .contains("\"caller\":\"ops\"")
        .doesNotContain(ConsoleFleet.TOKEN);
    assertThat(post(MOVE, RISK_TO_DUAL).statusCode()).isEqualTo(200);
    assertThat(fleet.modes().migration(EngineType.RISK))
        .hasValueSatisfying(
            migration -> {
              assertThat(migration.to()).isEqualTo(EngineMode.DUAL);
              assertThat(migration.phase()).isEqualTo(Migration.Phase.ASKED);
            });
    HttpResponse<String> again = post(MOVE, RISK_TO_DUAL);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("risk is moving already");
    assertThat(told("modes", "risk", "phase").path("abortable").asBoolean()).isTrue();

    assertThat(post(ABORT, "{\"engine\":\"risk\"}").body()).contains("stays where it was");
    assertThat(fleet.modes().modes()).containsEntry(EngineType.RISK, EngineMode.LEGACY);
    assertThat(post(ABORT, "{\"engine\":\"risk\"}").statusCode()).isEqualTo(409);
    JsonNode action = told("actions", "risk|abort", "outcome");
    assertThat(action.path("caller").asString("")).isEqualTo("ops");
  }

  @Test
  void replay_letter_isHandledAtLastAndTold() {
    fleet.giveUpOne();
    JsonNode queue = told("dead_letters", ConsoleFleet.QUEUE, "oldest");
    String letter = queue.at("/oldest/0/id").asString("");
    String body = "{\"queue\":\"%s\",\"letter\":\"%s\"}".formatted(ConsoleFleet.QUEUE, letter);
    fleet.mend();

    HttpResponse<String> replayed = post(REPLAY, body);

    assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
    await().atMost(Gateway.SOON).until(() -> fleet.handled().size() == 1);
    assertThat(post(REPLAY, body).statusCode()).as("it is not there any more").isEqualTo(404);
    assertThat(told("actions", ConsoleFleet.QUEUE + "|replay", "outcome").path("detail").asString())
        .isEqualTo(letter);
  }

  @Test
  void request_thatIsWrong_saysWhatMustBeDifferent() {
    assertThat(post(MOVE, "{\"engine\":\"nobody\",\"to\":\"DUAL\"}").statusCode()).isEqualTo(404);
    assertThat(post(MOVE, "{\"engine\":\"risk\",\"to\":\"MIGRATING\"}").body())
        .contains("to must be LEGACY or DUAL, was 'MIGRATING'");
    assertThat(post(MOVE, "{\"engine\":\"vpin\",\"to\":\"DUAL\"}").statusCode()).isEqualTo(409);
    assertThat(post(MOVE, "{\"engine\":\"a b\",\"to\":\"DUAL\"}").statusCode()).isEqualTo(400);
    assertThat(post(MOVE, "{}").statusCode()).isEqualTo(400);
    assertThat(post(MOVE, "no JSON").statusCode()).isEqualTo(400);
    assertThat(post(REPLAY, "{\"queue\":\"el:*/risk\",\"letter\":\"1-0\"}").statusCode())
        .isEqualTo(400);
    assertThat(post(REPLAY, "{\"queue\":\"el:risk:0/risk\",\"letter\":\"*\"}").body())
        .contains("letter must be like 1767623400000-0, was '*'");
  }

  @Test
  void tables_ofRedisesEnginesAndHub_areReadByTheGateway() {
    JsonNode risk = told("engines", "risk", "heard");
    assertThat(risk.path("reachable").asBoolean()).isTrue();
    assertThat(risk.at("/lastError/error").asString("")).contains("no such limit");
    assertThat(told("servers", "engineLogic", "cpu").path("connections").asLong()).isPositive();
    assertThat(told("servers", "main", "cpu").path("inUse").asBoolean()).isTrue();
    assertThat(told("engines", "factor", "detail").path("reachable").asBoolean(true)).isFalse();
    assertThat(told("hub", "hub", "parts").at("/parts/bridge/status").asString(""))
        .isEqualTo("DEGRADED");
    assertThat(told("hub", "hub", "role").path("role").asString("")).isEqualTo("LEADER");
    assertThat(told("efficiency", "hub", "latency_ms").has("at")).isTrue();
    assertThat(fleet.hubPages().tokens()).contains("Bearer token-of-the-hub");
    assertThat(fleet.enginePages().tokens()).as("the hub's token").containsOnly("null");
  }

  @Test
  void mainRedis_whenNobodyIsThereAnyMore_isLeftAlone(BusServers servers) {
    assertThat(told("servers", "main", "cpu").path("inUse").asBoolean()).isTrue();
    fleet.modes().set(EngineType.RISK, EngineMode.DUAL);
    await()
        .atMost(Gateway.SOON)
        .until(() -> !told("servers", "main", "inUse").path("inUse").asBoolean(true));
    assertThat(String.valueOf(servers.main().command("CLIENT", "LIST")))
        .doesNotContain("nautilus-server-figures", "nautilus-dead-letters");
  }
}
