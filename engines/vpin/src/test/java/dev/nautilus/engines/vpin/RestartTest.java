package dev.nautilus.engines.vpin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// An engine that was stopped anywhere and goes on from its stored state says what one says that
/// was never stopped.
class RestartTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 30, 59, 88})
  void state_storedAndRestored_goesOnTheSame(int stoppedAfter) {
    List<Trade> trades = Fixtures.trades(5, 120);
    VpinBook whole = new VpinBook(Fixtures.properties());
    EngineHarness walker = EngineHarness.of(new VpinEngine().vpin(whole));
    walker.warmUp(asked -> Fixtures.history(asked, 3));
    trades.subList(0, stoppedAfter).forEach(trade -> walker.send(MessageType.TRADE, trade));

    VpinBook restored = new VpinBook(Fixtures.properties());
    VpinSeries.State stored = whole.state().get(Fixtures.AAPL);
    VpinSeries.State read = JSON.readValue(JSON.writeValueAsString(stored), VpinSeries.State.class);
    assertThat(read).isEqualTo(stored);
    restored.restore(Map.of(Fixtures.AAPL, read));
    EngineHarness successor = EngineHarness.of(new VpinEngine().vpin(restored));

    walker.outbox().clear();
    // The successor hears the last trade again, as after a crash.
    trades
        .subList(Math.max(0, stoppedAfter - 1), trades.size())
        .forEach(trade -> successor.send(MessageType.TRADE, trade));
    trades
        .subList(stoppedAfter, trades.size())
        .forEach(trade -> walker.send(MessageType.TRADE, trade));
    walker.tick(Duration.ofHours(1));
    successor.tick(Duration.ofHours(1));
    assertThat(successor.outbox().lines()).isNotEmpty().isEqualTo(walker.outbox().lines());
    assertThat(restored.state()).isEqualTo(whole.state());
  }
}
