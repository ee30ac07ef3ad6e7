package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engines.portfolio.PortfolioProperties.PaperSetting;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Of a stream that groups read: fills, and orders that fill at a quote known before. Nothing is
/// booked twice, and nothing is lost.
class PortfolioCrashIT extends CrashContract {
  private static final PortfolioProperties PROPERTIES = properties();

  /// Values are told at each fill; the clock, which no stream holds, must tell none between them.
  private static PortfolioProperties properties() {
    PortfolioProperties usual = Fixtures.properties();
    return new PortfolioProperties(
        usual.symbols(),
        usual.accounts(),
        usual.currency(),
        null,
        null,
        Duration.ofDays(1),
        20_000,
        new PaperSetting(
            usual.paper().size(),
            Duration.ofHours(1),
            usual.paper().commission(),
            usual.paper().leastCommission(),
            usual.paper().mostCommission()),
        usual.optimiser());
  }

  @Override
  protected Class<?> application() {
    return PortfolioApplication.class;
  }

  @Override
  protected List<String> arguments() {
    return List.of(
        "--nautilus.portfolio.symbols=AAPL,MSFT,JPM",
        "--nautilus.portfolio.accounts[0].name=main",
        "--nautilus.portfolio.accounts[0].cash=100000",
        "--nautilus.portfolio.paper.fresh-quote=1h",
        "--nautilus.portfolio.value-every=1d");
  }

  @Override
  protected EngineDefinition undisturbed() {
    return new PortfolioEngine().portfolio(new PortfolioBook(PROPERTIES), PROPERTIES);
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(Fixtures.history(request.payload(), 300)));
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(backfill -> Fixtures.history(backfill, 300));
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    // Fills travel in another stream and may overtake a quote: it is said until it must be there.
    for (int i = 0; i < 200; i++) {
      inputs.add(new Input<>(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 0, 99.99, 100.01)));
    }
    for (int i = 0; i < 900; i++) {
      String quantity = (i % 3 == 0 ? "-" : "") + (1 + i % 17);
      String price = (90 + i % 23) + "." + (10 + i % 89);
      inputs.add(new Input<>(MessageType.FILL, Fixtures.fill("f-" + i, quantity, price, i)));
      if (i % 50 == 0) {
        inputs.add(new Input<>(MessageType.FILL, Fixtures.fill("f-" + i, quantity, price, i)));
      }
      // Long after the quote, which travels on the other bus.
      if (i >= 100 && i % 5 == 0) {
        OrderRequest order = Fixtures.order("o-" + i, i % 2 == 0 ? Side.BUY : Side.SELL, 10);
        inputs.add(new Input<>(MessageType.ORDER_REQUEST, order));
        inputs.add(new Input<>(MessageType.ORDER_DECISION, Fixtures.allow(order, i)));
      }
    }
    return inputs;
  }
}
