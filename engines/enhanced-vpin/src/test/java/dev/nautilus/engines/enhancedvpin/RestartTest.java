package dev.nautilus.engines.enhancedvpin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.Trade;
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
  @ValueSource(ints = {0, 1, 40, 133})
  void state_storedAndRestored_goesOnTheSame(int stoppedAfter) {
    List<Trade> trades = Fixtures.trades(5, 240);
    ToxicityBook whole = new ToxicityBook(Fixtures.properties());
    EngineHarness walker = EngineHarness.of(new EnhancedVpinEngine().enhancedVpin(whole));
    walker.warmUp(asked -> Fixtures.history(asked, 3));
    EnhancedVpinEngineTest.playLive(walker, trades.subList(0, stoppedAfter));

    ToxicitySeries.State stored = whole.state().get(Fixtures.AAPL);
    ToxicitySeries.State read =
        JSON.readValue(JSON.writeValueAsString(stored), ToxicitySeries.State.class);
    assertThat(read).isEqualTo(stored);
    ToxicityBook restored = new ToxicityBook(Fixtures.properties());
    restored.restore(Map.of(Fixtures.AAPL, read));
    assertThat(restored.state()).isEqualTo(whole.state());
    EngineHarness successor = EngineHarness.of(new EnhancedVpinEngine().enhancedVpin(restored));

    walker.outbox().clear();
    EnhancedVpinEngineTest.playLive(walker, trades);
    EnhancedVpinEngineTest.playLive(successor, trades);
    assertThat(successor.outbox().lines()).isNotEmpty().isEqualTo(walker.outbox().lines());
  }
}
