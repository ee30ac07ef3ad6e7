package dev.nautilus.engines.vpin;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.TapeCrashContract;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Trades, every fourth conflated, and a bar in each minute that has none.
class VpinCrashIT extends TapeCrashContract {

  VpinCrashIT() {
    super(Fixtures.TAPE);
  }

  @Override
  protected Class<?> application() {
    return VpinApplication.class;
  }

  @Override
  protected List<String> arguments() {
    return List.of(
        "--nautilus.vpin.symbols=AAPL",
        "--nautilus.vpin.buckets-per-day=5",
        "--nautilus.vpin.window=3",
        "--nautilus.vpin.sigma-days=1",
        "--nautilus.vpin.volume-days=2",
        "--nautilus.vpin.kept=50");
  }

  @Override
  protected EngineDefinition undisturbed() {
    return new VpinEngine().vpin(new VpinBook(Fixtures.properties()));
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(8);
    double price = 100;
    for (int minute = 0; minute < 160; minute++) {
      if (minute % 8 == 7) {
        Instant start = tape().live().plusSeconds(60L * minute);
        inputs.add(
            new Input<>(
                MessageType.BAR, tape().bar(BarSpec.MINUTE, start, price, price + 0.3, 400)));
        continue;
      }
      for (int second = 60 * minute; second < 60 * minute + 60; second += 10) {
        price += random.nextDouble(-0.5, 0.5);
        boolean conflated = second % 40 == 0;
        double size = 20 + random.nextInt(60);
        inputs.add(
            new Input<>(
                MessageType.TRADE, tape().trade(second, price, size, Side.UNKNOWN, conflated)));
      }
    }
    return inputs;
  }
}
