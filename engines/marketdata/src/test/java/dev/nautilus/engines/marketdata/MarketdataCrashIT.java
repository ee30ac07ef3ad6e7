package dev.nautilus.engines.marketdata;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// A tape with holes, late trades and two venues that cross. It lies in the future, so that the
/// clock, which ends bars and gives gaps up, has no part in it; its reports are left out.
class MarketdataCrashIT extends CrashContract {
  private static final long CENTURY = 36_500L * 86_400;
  private static final List<String> SPECS =
      List.of(
          "10s", "1m", "tick:4", "volume:100", "dollar_runs:5000", "renko:0.5", "heikin_ashi:10");

  @Override
  protected Class<?> application() {
    return MarketdataApplication.class;
  }

  @Override
  protected List<String> arguments() {
    List<String> all = new ArrayList<>();
    all.add("--nautilus.marketdata.symbols=AAPL");
    all.add("--nautilus.marketdata.sessions.us-equities.symbols=MSFT");
    for (int i = 0; i < SPECS.size(); i++) {
      all.add("--nautilus.marketdata.specs[%d]=%s".formatted(i, SPECS.get(i)));
    }
    return all;
  }

  @Override
  protected EngineDefinition undisturbed() {
    return new MarketdataEngine()
        .marketdata(new MarketBook(Fixtures.properties(SPECS.toArray(String[]::new))));
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(new DataResponse(List.of())));
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(_ -> new DataResponse(List.of()));
  }

  @Override
  protected boolean followsFromInputs(Message<?> said) {
    return !(said.payload() instanceof DataQuality quality)
        || !quality.check().equals("feed_report");
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    double price = 100;
    for (int i = 1; i <= 500; i++) {
      price += random.nextInt(-2, 3) * 0.25;
      double at = CENTURY + i * 0.7 - (i % 40 == 0 ? 1.5 : 0);
      if (i % 37 != 0) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        double size = 1 + random.nextInt(40);
        inputs.add(new Input<>(MessageType.TRADE, Fixtures.trade(i, at, price, size, side)));
      }
      String venue = i % 2 == 0 ? "ibkr" : "yahoo_finance";
      double bid = price - 0.25 + random.nextInt(3) * 0.25;
      inputs.add(new Input<>(MessageType.QUOTE, Fixtures.quote(venue, i, at, bid, bid + 0.25)));
    }
    return inputs;
  }
}
