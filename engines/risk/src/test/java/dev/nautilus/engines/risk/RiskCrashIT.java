package dev.nautilus.engines.risk;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// Of one stream that is pulled: positions that break limits and come back within, and what the
/// account is worth between them. Order requests are left out, because a decision tells the time at
/// which it was made; that they outlive a death is in the contract of all engines.
class RiskCrashIT extends CrashContract {
  private static final int CHANGES = 600;

  @Override
  protected Class<?> application() {
    return RiskApplication.class;
  }

  @Override
  protected List<String> arguments() {
    return List.of(
        "--nautilus.risk.symbols=AAPL,MSFT",
        "--nautilus.risk.measures.window=100",
        "--nautilus.risk.measures.backtest-days=50",
        "--nautilus.risk.measures.horizon-days=5",
        "--nautilus.risk.measures.paths=200",
        "--nautilus.bus.request-timeout=2s");
  }

  @Override
  protected EngineDefinition undisturbed() {
    RiskProperties shipped = PublishedParametersTest.shipped();
    RiskProperties same =
        new RiskProperties(
            Fixtures.properties().symbols(),
            shipped.barOrigin(),
            Fixtures.properties().measures(),
            shipped.limits(),
            shipped.preTrade(),
            shipped.instruments(),
            shipped.scenarios());
    Market market = new Market(same);
    return new RiskEngine().risk(new RiskBook(same, market), market);
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> {
          InstrumentId symbol = request.payload().instruments().getFirst();
          return CompletableFuture.completedFuture(Fixtures.history(symbol, Fixtures.DAYS));
        });
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(asked -> Fixtures.history(asked, Fixtures.DAYS));
  }

  @Override
  protected List<Input<?>> inputs() {
    SplittableRandom random = new SplittableRandom(7);
    List<Input<?>> inputs = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      InstrumentId symbol = i % 2 == 0 ? Fixtures.AAPL : Fixtures.MSFT;
      String held = String.valueOf(random.nextInt(-390, 391));
      String mark = String.valueOf(95 + random.nextInt(10));
      inputs.add(
          new Input<>(
              MessageType.POSITION_CHANGE, Fixtures.position(symbol, 100L * i, held, mark)));
      if (i % 10 == 0) {
        inputs.add(
            new Input<>(
                MessageType.PORTFOLIO_UPDATE,
                Fixtures.worth(100L * i + 1, String.valueOf(90_000 + random.nextInt(20_000)))));
      }
    }
    return inputs;
  }
}
