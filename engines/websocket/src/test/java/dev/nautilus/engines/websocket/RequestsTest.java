package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engines.websocket.wire.Follower;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Requests of a session and what it is told, without a socket.
class RequestsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final MemoryGateway gateway =
      new MemoryGateway(
          Fixtures.properties(
              "max-subscriptions", "3", "kept-updates", "8", "ops-per-second", "1000"));
  private final Sessions sessions = gateway.sessions();
  private final EngineHarness engine = gateway.engine();
  private final Requests requests = gateway.requests();
  private final FakeWire wire = new FakeWire();
  private final Session session = gateway.open(Caller.ANYBODY, wire);

  private static JsonNode answer(FakeWire to, int number) {
    return MemoryGateway.answer(to, number);
  }

  private Session open(Caller caller, FakeWire to) {
    return gateway.open(caller, to);
  }

  private void quote(String symbol, long second, double bid) {
    engine.send(MessageType.QUOTE, Fixtures.quote(symbol, second, bid));
  }

  @Test
  void subscribe_presentState_comesBeforeItsChanges() {
    quote("AAPL", 1, 100);
    quote("MSFT", 1, 50);
    requests.handle(
        session,
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\",\"sym\":[\"AAPL\"],\"mode\":\"RAW\"}");
    for (int i = 2; i < 20; i++) {
      quote("AAPL", i, 100 + i);
      quote("MSFT", i, 50 + i);
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(wire.followed("quotes").seqs())
                    .containsOnly(java.util.Map.entry("AAPL", 19L)));
    JsonNode seen = wire.followed("quotes").document("AAPL");
    assertThat(seen.path("bid").asDouble()).isEqualTo(119);
    assertThat(seen.has("last")).as("what is missing is left out").isFalse();
    assertThat(answer(wire, 1).path("mode").asString()).isEqualTo("RAW");
  }

  @Test
  void subscribe_details_chooseAmongTheValuesOfASymbol() {
    requests.handle(
        session,
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"bars\",\"sym\":[\"AAPL\"],\"detail\":[\"5m\"],\"mode\":\"MERGE\",\"maxHz\":5}");
    engine.send(MessageType.BAR, Fixtures.bar("AAPL", "1m", 1));
    engine.send(MessageType.BAR, Fixtures.bar("AAPL", "5m", 2));
    engine.send(MessageType.BAR, Fixtures.bar("MSFT", "5m", 3));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(wire.followed("bars").documents()).containsOnlyKeys("AAPL|5m"));
    assertThat(answer(wire, 1).path("maxHz").asDouble()).isEqualTo(5);
  }

  @Test
  void rate_ofAChannel_capsWhatASessionAsksFor() {
    WebsocketProperties slow =
        Fixtures.properties("channel-hz.bars", "2", "max-hz", "10", "ops-per-second", "1000");
    Requests capped = gateway.requests(slow);
    capped.handle(session, "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"bars\",\"maxHz\":50}");
    capped.handle(session, "{\"op\":\"subscribe\",\"id\":2,\"ch\":\"quotes\",\"maxHz\":50}");
    capped.handle(session, "{\"op\":\"subscribe\",\"id\":3,\"ch\":\"nbbo\",\"maxHz\":0.5}");
    assertThat(answer(wire, 1).path("maxHz").asDouble()).isEqualTo(2);
    assertThat(answer(wire, 2).path("maxHz").asDouble()).isEqualTo(10);
    assertThat(answer(wire, 3).path("maxHz").asDouble()).isEqualTo(0.5);
  }

  @Test
  void subscribe_twiceTheSame_isAnsweredAndTellsNothingTwice() {
    quote("AAPL", 1, 100);
    String request = "{\"op\":\"subscribe\",\"id\":%d,\"ch\":\"quotes\",\"sym\":[\"AAPL\"]}";
    requests.handle(session, request.formatted(1));
    requests.handle(session, request.formatted(2));
    answer(wire, 2);
    quote("AAPL", 2, 101);
    await().atMost(SOON).until(() -> wire.followed("quotes").seqs().getOrDefault("AAPL", 0L) == 2);
    assertThat(wire.followed("quotes").snapshots()).isEqualTo(1);
    assertThat(session.lanes()).isEqualTo(1);
  }

  @Test
  void unsubscribe_thenUpdates_tellNothing() {
    requests.handle(session, "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\"}");
    requests.handle(session, "{\"op\":\"unsubscribe\",\"id\":2,\"ch\":\"quotes\"}");
    answer(wire, 2);
    quote("AAPL", 1, 100);
    requests.handle(session, "{\"op\":\"ping\",\"id\":3}");
    answer(wire, 3);
    assertThat(wire.followed("quotes").documents()).isEmpty();
    assertThat(engine.snapshotView(GatewayView.class).channels())
        .allSatisfy(each -> assertThat(each.subscribers()).isZero());
  }

  @Test
  void resume_afterABreak_goesOnWithoutASeam() {
    quote("AAPL", 1, 100);
    requests.handle(session, "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\"}");
    quote("AAPL", 2, 101);
    await().atMost(SOON).until(() -> wire.followed("quotes").seqs().containsValue(2L));
    Follower before = wire.followed("quotes");
    session.gone();
    quote("AAPL", 3, 102);
    quote("MSFT", 3, 50);
    FakeWire again = new FakeWire();
    Session next = open(Caller.ANYBODY, again);
    requests.handle(
        next, "{\"op\":\"resume\",\"id\":7,\"ch\":\"quotes\",\"fromSeq\":{\"AAPL\":2}}");
    assertThat(answer(again, 7).path("whole")).isEmpty();
    await().atMost(SOON).until(() -> again.texts().toString().contains("MSFT"));
    again.texts().stream().map(Follower::parse).forEach(before::take);
    assertThat(before.document("AAPL").path("bid").asDouble()).isEqualTo(102);
    assertThat(before.documents()).containsKey("MSFT");
    assertThat(again.texts().toString()).contains("\"from\":2,\"seq\":3").contains("\"patch\"");
  }

  @Test
  void resume_ofEvents_tellsWhatCameSinceAndNoMore() {
    for (int i = 1; i <= 5; i++) {
      engine.send(MessageType.TRADE, Fixtures.trade("AAPL", i));
    }
    requests.handle(
        session, "{\"op\":\"resume\",\"id\":7,\"ch\":\"trades\",\"fromSeq\":{\"AAPL\":3}}");
    assertThat(answer(wire, 7).path("whole")).isEmpty();
    await().atMost(SOON).until(() -> wire.texts().toString().contains("\"seq\":5"));
    assertThat(wire.texts().toString())
        .contains("\"from\":3,\"seq\":4")
        .doesNotContain("\"seq\":3");
  }

  @Test
  void resume_afterTooLong_isToldWhole() {
    for (int i = 1; i <= 30; i++) {
      quote("AAPL", i, 100 + i);
    }
    requests.handle(
        session, "{\"op\":\"resume\",\"id\":7,\"ch\":\"quotes\",\"sym\":[\"AAPL\"],\"fromSeq\":3}");
    assertThat(answer(wire, 7).path("whole").path(0).asString()).isEqualTo("AAPL");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(wire.followed("quotes").document("AAPL").path("bid").asDouble())
                    .isEqualTo(130));
  }

  @Test
  void resume_keyThatIsGone_isToldSo() {
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position("acc-1", "AAPL", 5, 1));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position("acc-1", "AAPL", 0, 2));
    requests.handle(
        session,
        "{\"op\":\"resume\",\"id\":7,\"ch\":\"positions\",\"sym\":[\"acc-1\"],\"fromSeq\":{\"acc-1|AAPL\":1,\"acc-1|OLD\":4}}");
    answer(wire, 7);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(wire.texts().toString())
                    .contains("\"key\":\"acc-1|AAPL\",\"from\":1,\"seq\":2")
                    .contains("\"key\":\"acc-1|OLD\",\"from\":4"));
  }

  @Test
  void snapshot_ofEvents_isWhatHappenedLastInOrder() {
    for (int i = 0; i < 5; i++) {
      engine.send(MessageType.SYSTEM_ALERT, Fixtures.alert(i % 2 == 0 ? "hub" : "bus", "C" + i));
    }
    requests.handle(session, "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"alerts\"}");
    await().atMost(SOON).until(() -> wire.followed("alerts").snapshots() == 1);
    assertThat(wire.followed("alerts").events())
        .extracting(each -> each.path("code").asString())
        .containsExactly("C0", "C1", "C2", "C3", "C4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"op\":\"dance\",\"id\":1}; invalid; op must be subscribe",
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quote\"}; unknown; no channel 'quote' here",
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\",\"sym\":\"AAPL\"}; invalid; 'sym' must be"
            + " an array",
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\",\"mode\":\"FAST\"}; invalid; mode must"
            + " be",
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\",\"maxHz\":0}; invalid; maxHz must be",
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"trades\",\"mode\":\"MERGE\"}; invalid; nothing can"
            + " be merged",
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"fills\"}; forbidden; must name the accounts",
        "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"fills\",\"sym\":[\"*\"]}; forbidden; must name the"
            + " accounts",
        "{\"op\":\"unsubscribe\",\"id\":1,\"ch\":\"quotes\"}; unknown; there must be a"
            + " subscription",
        "{\"op\":\"resume\",\"id\":1,\"ch\":\"quotes\",\"fromSeq\":-1}; invalid; fromSeq must be",
        "{\"op\":\"resume\",\"id\":1,\"ch\":\"quotes\"}; invalid; fromSeq must be",
      })
  void request_thatCannotBeDone_isToldWhyAndCounted(String request, String code, String message) {
    requests.handle(session, request);
    JsonNode answer = answer(wire, 1);
    assertThat(answer.path("op").asString()).isEqualTo("error");
    assertThat(answer.path("code").asString()).isEqualTo(code);
    assertThat(answer.path("message").asString()).contains(message);
    assertThat(sessions.totals().badRequests()).isEqualTo(1);
    assertThat(session.isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"Hello", "[1]", "{\"op\":1}", "{} {}", "''"})
  void request_thatIsNone_isToldWhy(String request) {
    requests.handle(session, request);
    await().atMost(SOON).until(() -> !wire.texts().isEmpty());
    assertThat(wire.texts().getFirst()).contains("\"code\":\"invalid\"");
  }

  @Test
  void subscriptions_moreThanAllowed_areRefused() {
    for (int i = 1; i <= 4; i++) {
      requests.handle(
          session,
          "{\"op\":\"subscribe\",\"id\":%d,\"ch\":\"quotes\",\"sub\":\"s%d\"}".formatted(i, i));
    }
    assertThat(answer(wire, 4).path("code").asString()).isEqualTo("limit");
    assertThat(session.lanes()).isEqualTo(3);
  }

  @Test
  void privateChannel_ofAnotherAccount_isForbidden() {
    FakeWire own = new FakeWire();
    Session desk = open(new Caller("desk", Set.of("fills"), Set.of("acc-1")), own);
    requests.handle(
        desk, "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"fills\",\"sym\":[\"acc-1\",\"acc-2\"]}");
    assertThat(answer(own, 1).path("code").asString()).isEqualTo("forbidden");
    requests.handle(desk, "{\"op\":\"subscribe\",\"id\":2,\"ch\":\"orders\",\"sym\":[\"acc-1\"]}");
    assertThat(answer(own, 2).path("code").asString()).isEqualTo("forbidden");
    requests.handle(desk, "{\"op\":\"subscribe\",\"id\":3,\"ch\":\"fills\",\"sym\":[\"acc-1\"]}");
    engine.send(MessageType.FILL, Fixtures.fill("acc-2", 1));
    engine.send(MessageType.FILL, Fixtures.fill("acc-1", 2));
    await().atMost(SOON).until(() -> !own.followed("fills").events().isEmpty());
    assertThat(own.followed("fills").events())
        .singleElement()
        .satisfies(
            fill -> {
              assertThat(fill.path("account").asString()).isEqualTo("acc-1");
              assertThat(fill.path("price").stringValue()).as("exact").isEqualTo("100.10");
            });
  }
}
