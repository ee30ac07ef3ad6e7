package dev.nautilus.engines.websocket;

import static org.awaitility.Awaitility.await;

import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engines.websocket.wire.Follower;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A gateway without sockets, on the test's own thread.
final class MemoryGateway {
  private final Sessions sessions;
  private final ChannelBook book;
  private final EngineHarness engine;
  private final WebsocketProperties properties;

  MemoryGateway(WebsocketProperties properties) {
    this.properties = properties;
    sessions = Fixtures.sessions(properties);
    book = new ChannelBook(ChannelCatalog.standard(), properties, System::nanoTime);
    engine = EngineHarness.of(Fixtures.engine(book, sessions, properties));
  }

  Sessions sessions() {
    return sessions;
  }

  EngineHarness engine() {
    return engine;
  }

  Requests requests() {
    return requests(properties);
  }

  /// The same under other settings.
  Requests requests(WebsocketProperties others) {
    return new Requests(new InstantEngine(engine), book, sessions, others);
  }

  Session open(Caller caller, FakeWire wire) {
    return sessions.open(caller, "127.0.0.1", wire).orElseThrow();
  }

  /// What was said in answer to the request of a number, as soon as it is said.
  static JsonNode answer(FakeWire wire, int number) {
    String id = "\"id\":" + number;
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> wire.texts().stream().filter(text -> text.contains(id)).findFirst(),
            Optional::isPresent)
        .map(Follower::parse)
        .orElseThrow();
  }
}
