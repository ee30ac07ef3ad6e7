package dev.nautilus.engines.analytics;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Of a stream that is pulled: an account's fills, which are acknowledged, and its days.
class AnalyticsCrashIT extends CrashContract {
  @Override
  protected Class<?> application() {
    return AnalyticsApplication.class;
  }

  @Override
  protected List<String> arguments() {
    return List.of(
        "--nautilus.analytics.symbols=AAPL",
        "--nautilus.analytics.kept-orders=100",
        "--nautilus.analytics.kept-runs=3");
  }

  @Override
  protected EngineDefinition undisturbed() {
    return new AnalyticsEngine().analytics(new AnalyticsBook(Fixtures.properties()));
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request ->
            CompletableFuture.completedFuture(
                Fixtures.answer(
                    request.payload().instruments().getFirst(),
                    Fixtures.days(request.payload().instruments().getFirst(), 5, 300))));
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(
        backfill ->
            Fixtures.answer(
                backfill.instruments().getFirst(),
                Fixtures.days(backfill.instruments().getFirst(), 5, 300)));
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String price = String.valueOf(100 + i % 7);
      Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
      inputs.add(
          new Input<>(
              MessageType.FILL,
              Fixtures.partly(Fixtures.fill("f-" + (2 * i), "o-" + i, side, "3", price), "2")));
      inputs.add(
          new Input<>(
              MessageType.FILL, Fixtures.fill("f-" + (2 * i + 1), "o-" + i, side, "2", price)));
      inputs.add(
          new Input<>(
              MessageType.PORTFOLIO_UPDATE,
              Fixtures.value(
                  "main", Fixtures.NOW.plus(Duration.ofHours(8L * i)), 0.001 * (i % 5 - 2))));
    }
    return inputs;
  }
}
