package dev.nautilus.engines.vpin;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.SampleTape;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Trades, every fourth conflated, and a bar in each minute that has none. The tape lies in the
/// future, so that the clock, which ends intervals, has no part in it.
class VpinCrashIT extends CrashContract {
  private static final SampleTape TAPE = Fixtures.TAPE.inTheFuture();

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
  protected void answerHistory(DualBusClient hub) {
    TAPE.answerAll(hub, 7);
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(asked -> TAPE.history(asked, 7));
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(8);
    double price = 100;
    for (int minute = 0; minute < 160; minute++) {
      if (minute % 8 == 7) {
        Instant start = TAPE.live().plusSeconds(60L * minute);
        inputs.add(
            new Input<>(MessageType.BAR, TAPE.bar(BarSpec.MINUTE, start, price, price + 0.3, 400)));
        continue;
      }
      for (int second = 60 * minute; second < 60 * minute + 60; second += 10) {
        price += random.nextDouble(-0.5, 0.5);
        boolean conflated = second % 40 == 0;
        double size = 20 + random.nextInt(60);
        inputs.add(
            new Input<>(
                MessageType.TRADE, TAPE.trade(second, price, size, Side.UNKNOWN, conflated)));
      }
    }
    return inputs;
  }
}
