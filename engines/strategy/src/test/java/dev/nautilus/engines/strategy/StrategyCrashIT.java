package dev.nautilus.engines.strategy;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// Of bars, which are pushed: breakouts and reversions that are asked for again and again, as
/// nobody fills them. That nobody answers is left out, because a denial tells the time at which it
/// was made.
class StrategyCrashIT extends CrashContract {
  private static final int BARS = 900;

  /// Long enough that the account is known before the first signal.
  private static final int QUIET = 100;

  @Override
  protected Class<?> application() {
    return StrategyApplication.class;
  }

  @Override
  protected List<String> arguments() {
    return List.of("--nautilus.strategy.answer-within=1h");
  }

  @Override
  protected EngineDefinition undisturbed() {
    StrategyProperties shipped = PublishedParametersTest.shipped();
    StrategyProperties same =
        new StrategyProperties(
            shipped.plans(),
            shipped.instruments(),
            shipped.barOrigin(),
            Duration.ofHours(1),
            shipped.orderLife(),
            shipped.liquidationStands(),
            shipped.staleBars(),
            shipped.collar(),
            shipped.ordersPerSecond(),
            shipped.mostPlans());
    return new StrategyEngine().strategy(new StrategyBook(same));
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> {
          InstrumentId symbol = request.payload().instruments().getFirst();
          return CompletableFuture.completedFuture(Fixtures.history(symbol, -42, 0));
        });
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(asked -> Fixtures.history(asked.instruments().getFirst(), -42, 0));
  }

  @Override
  protected List<Input<?>> inputs() {
    SplittableRandom random = new SplittableRandom(7);
    List<Input<?>> inputs = new ArrayList<>();
    inputs.add(new Input<>(MessageType.PORTFOLIO_UPDATE, Fixtures.worth("1000000")));
    InstrumentId meta = InstrumentId.of("META");
    InstrumentId tsla = InstrumentId.of("TSLA");
    double price = 100;
    for (int i = 0; i < BARS; i++) {
      price = i < QUIET ? 100 + 0.01 * (i % 3) : price * (1 + 0.004 * random.nextGaussian());
      InstrumentId symbol = i % 2 == 0 ? meta : tsla;
      inputs.add(new Input<>(MessageType.BAR, Fixtures.bar(symbol, i / 2, price)));
    }
    return inputs;
  }
}
