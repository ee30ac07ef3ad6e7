package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.SampleTape;
import dev.nautilus.engine.testkit.TapeCrashContract;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// Quotes and trades, some signed by the venue.
class EnhancedVpinCrashIT extends TapeCrashContract {
  private static final InstrumentId AAPL = Fixtures.AAPL;

  EnhancedVpinCrashIT() {
    super(Fixtures.TAPE);
  }

  @Override
  protected Class<?> application() {
    return EnhancedVpinApplication.class;
  }

  @Override
  protected List<String> arguments() {
    return List.of(
        "--nautilus.enhanced-vpin.symbols=AAPL",
        "--nautilus.enhanced-vpin.scales=4,8,16",
        "--nautilus.enhanced-vpin.window=3",
        "--nautilus.enhanced-vpin.flow-events=10",
        "--nautilus.enhanced-vpin.impact-bars=5",
        "--nautilus.enhanced-vpin.grid-size=3",
        "--nautilus.enhanced-vpin.sigma-days=1",
        "--nautilus.enhanced-vpin.volume-days=2",
        "--nautilus.enhanced-vpin.kept=50",
        "--nautilus.enhanced-vpin.regimes.elevated=0.5",
        "--nautilus.enhanced-vpin.regimes.calm-again=0.4",
        "--nautilus.enhanced-vpin.regimes.toxic=0.7",
        "--nautilus.enhanced-vpin.regimes.toxic-no-more=0.6");
  }

  @Override
  protected EngineDefinition undisturbed() {
    return new EnhancedVpinEngine().enhancedVpin(new ToxicityBook(Fixtures.properties()));
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(8);
    double price = 100;
    for (int i = 0; i < 500; i++) {
      boolean informed = i / 100 % 2 == 1;
      price += informed ? random.nextDouble(-0.1, 0.4) : random.nextDouble(-0.3, 0.3);
      Side side = informed || random.nextBoolean() ? Side.BUY : Side.SELL;
      double size = 10 + random.nextInt(30);
      inputs.add(new Input<>(MessageType.QUOTE, quote(5 * i, Math.rint(price * 10) / 10, i)));
      inputs.add(
          new Input<>(
              MessageType.TRADE,
              tape().trade(5 * i, price, size, i % 2 == 0 ? side : Side.UNKNOWN, i % 4 == 0)));
    }
    return inputs;
  }

  private Quote quote(int second, double mid, int turn) {
    return new Quote(
        AAPL,
        OptionalDouble.of(mid - 0.1),
        OptionalDouble.of(1 + turn % 7),
        OptionalDouble.of(mid + 0.1),
        OptionalDouble.of(1 + turn % 5),
        OptionalDouble.empty(),
        "USD",
        SampleTape.provenance(tape().live().plusSeconds(second), 10L + second));
  }
}
