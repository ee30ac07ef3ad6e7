package dev.nautilus.engines.features;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.message.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Of streams that are pushed: bars, late bars, corrections and quotes between them.
class FeaturesCrashIT extends CrashContract {
  private static final int LEARNED = 300;
  private static final List<Bar> BARS = Fixtures.walk(7, LEARNED + 900);
  private static final List<String> FEATURES =
      List.of(
          "sma(20)",
          "rsi(14)",
          "bb(20,2)",
          "atr(14)",
          "kama(10,2,30)",
          "yang_zhang(20)",
          "obv",
          "vwap",
          "microprice",
          "ofi(100)",
          "roll_trades(20)",
          "trade_imbalance(20)");

  @Override
  protected Class<?> application() {
    return FeaturesApplication.class;
  }

  @Override
  protected List<String> arguments() {
    List<String> all = new ArrayList<>(List.of("--nautilus.features.symbols=AAPL"));
    for (int i = 0; i < FEATURES.size(); i++) {
      all.add("--nautilus.features.features[%d]=%s".formatted(i, FEATURES.get(i)));
    }
    return all;
  }

  @Override
  protected EngineDefinition undisturbed() {
    Map<String, Integer> specs = new LinkedHashMap<>();
    specs.put("1m", 500);
    specs.put("1d", 300);
    FeaturesProperties properties =
        new FeaturesProperties(
            List.of(Fixtures.AAPL),
            specs,
            Bar.Origin.VENDOR,
            FeaturesProperties.TopOfBookOrigin.QUOTE,
            10,
            FEATURES,
            16);
    return new FeaturesEngine().features(new FeatureBook(FeatureCatalog.standard(), properties));
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(Fixtures.answer(BARS.subList(0, LEARNED))));
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(backfill -> Fixtures.answer(BARS.subList(0, LEARNED)));
  }

  /// Of every ten bars one comes behind its successor, and one is corrected three bars later.
  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    for (int i = LEARNED; i + 10 <= BARS.size(); i += 10) {
      for (int at : new int[] {0, 1, 2, 4, 3, 5, 6, 7, 8, 9}) {
        double price = BARS.get(i + at).close();
        inputs.add(
            new Input<>(MessageType.QUOTE, Fixtures.quote(60 * i + at, price - 0.01, price)));
        inputs.add(new Input<>(MessageType.TRADE, Fixtures.trade(60 * i + at, price, 100 + at)));
        inputs.add(new Input<>(MessageType.BAR, BARS.get(i + at)));
      }
      inputs.add(
          new Input<>(MessageType.BAR, Fixtures.corrected(BARS.get(i + 6), BARS.get(i).close())));
    }
    return inputs;
  }
}
