package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engines.websocket.method.CloseCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sessions that do not read, and sessions beside them.
class SlowSessionTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final MemoryGateway gateway = new MemoryGateway(Fixtures.properties());
  private final Sessions sessions = gateway.sessions();
  private final EngineHarness engine = gateway.engine();
  private final Requests requests = gateway.requests();
  private final FakeWire wire = new FakeWire();
  private final Session session = gateway.open(Caller.ANYBODY, wire);

  @Test
  void session_blocked_getsTheNewestStateAndHoldsUpNobody() {
    FakeWire fast = new FakeWire();
    Session other = gateway.open(Caller.ANYBODY, fast);
    for (Session each : List.of(session, other)) {
      requests.handle(each, "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"quotes\",\"maxHz\":50}");
    }
    MemoryGateway.answer(wire, 1);
    wire.block();
    for (int i = 1; i <= 500; i++) {
      engine.send(MessageType.QUOTE, Fixtures.quote("AAPL", i, i));
    }
    await().atMost(SOON).until(() -> fast.followed("quotes").seqs().containsValue(500L));
    assertThat(wire.followed("quotes").seqs()).doesNotContainValue(500L);
    assertThat(session.view().waitingBytes()).isLessThan(200);
    wire.unblock();
    await().atMost(SOON).until(() -> wire.followed("quotes").seqs().containsValue(500L));
    assertThat(wire.followed("quotes").documents()).isEqualTo(fast.followed("quotes").documents());
  }

  @Test
  void session_tooSlow_endsAsNotReliableAndIsCounted() throws Exception {
    requests.handle(session, "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"news\",\"mode\":\"RAW\"}");
    MemoryGateway.answer(wire, 1);
    wire.block();
    for (int i = 0; i < 20; i++) {
      engine.send(MessageType.NEWS, Fixtures.news(i, 100_000));
    }
    assertThat(wire.closed().get()).isEqualTo(CloseCode.NOT_RELIABLE);
    assertThat(sessions.totals().terminated()).isEqualTo(1);
    assertThat(sessions.count()).isZero();
    wire.unblock();
  }

  @Test
  void sessions_moreThanThereIsRoomFor_areTurnedAway() {
    Sessions few = Fixtures.sessions(Fixtures.properties("max-sessions", "1"));
    Session only = few.open(Caller.ANYBODY, "", new FakeWire()).orElseThrow();
    assertThat(few.open(Caller.ANYBODY, "", new FakeWire())).isEmpty();
    assertThat(few.totals().refused()).isEqualTo(1);
    only.gone();
    assertThat(few.open(Caller.ANYBODY, "", new FakeWire())).isPresent();
  }
}
