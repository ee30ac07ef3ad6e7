package dev.nautilus.engines.collateral;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Of a stream that groups read: positions and cash that go up and down past every level. No call
/// is made twice, and none is forgotten.
class CollateralCrashIT extends CrashContract {
  /// The clock, which no stream holds, must tell nothing between the messages.
  private static final Duration NEVER = Duration.ofDays(1);

  @Override
  protected Class<?> application() {
    return CollateralApplication.class;
  }

  @Override
  protected List<String> arguments() {
    return List.of("--nautilus.collateral.tell-every=1d");
  }

  @Override
  protected EngineDefinition undisturbed() {
    return Fixtures.engine(Fixtures.properties(NEVER));
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST, _ -> CompletableFuture.completedFuture(Fixtures.history()));
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(_ -> Fixtures.history());
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      // Up and down between 72 and 100, a step of four a message.
      int step = i % 14;
      int price = 100 - 4 * (step < 7 ? step : 14 - step);
      int units = 100 + i % 5;
      inputs.add(
          new Input<>(
              MessageType.POSITION_CHANGE,
              Fixtures.position(
                  "main", Fixtures.AAPL, String.valueOf(units), String.valueOf(price), i)));
      inputs.add(
          new Input<>(
              MessageType.PORTFOLIO_UPDATE,
              Fixtures.value(
                  "main", String.valueOf(4_500 - units * 100), String.valueOf(units * price), i)));
    }
    return inputs;
  }
}
