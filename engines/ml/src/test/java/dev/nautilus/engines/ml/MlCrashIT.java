package dev.nautilus.engines.ml;

import static dev.nautilus.engines.ml.Fixtures.AAPL;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Of both buses: bars are pushed, features come from a stream, and neither waits for the other.
/// One instrument, and patience for late features: then what is said does not depend on which is
/// quicker.
class MlCrashIT extends CrashContract {
  private static final int LEARNED = 300;
  private static final List<Bar> BARS = Fixtures.walk(AAPL, 7, LEARNED + 600);
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("symbols", "AAPL"),
          Map.entry("features[0]", Fixtures.RSI),
          Map.entry("late-bars", "1000"),
          Map.entry("window", "100"),
          Map.entry("report", "50"),
          Map.entry("models[0].id", "direction"),
          Map.entry("models[0].learner", "LOGISTIC_ADAGRAD"),
          Map.entry("models[0].shadow", "HOEFFDING_TREE"),
          Map.entry("models[0].horizon", "5"),
          Map.entry("models[0].warmup", "50"),
          Map.entry("models[0].promote-over", "100"),
          Map.entry("models[0].promote-by", "0"),
          Map.entry("models[1].id", "return"),
          Map.entry("models[1].learner", "LEAST_SQUARES"),
          Map.entry("models[1].label", "RETURN"),
          Map.entry("models[1].horizon", "3"),
          Map.entry("models[1].warmup", "50"));

  @Override
  protected Class<?> application() {
    return MlApplication.class;
  }

  @Override
  protected List<String> arguments() {
    List<String> all = new ArrayList<>();
    SETTINGS.forEach((name, value) -> all.add("--nautilus.ml." + name + "=" + value));
    return all;
  }

  @Override
  protected EngineDefinition undisturbed() {
    MlProperties properties =
        new Binder(new MapConfigurationPropertySource(SETTINGS)).bind("", MlProperties.class).get();
    return new MlEngine().ml(new ModelBook(properties));
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request ->
            CompletableFuture.completedFuture(Fixtures.answer(AAPL, BARS.subList(0, LEARNED))));
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(backfill -> Fixtures.answer(AAPL, BARS.subList(0, LEARNED)));
  }

  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    for (int i = LEARNED; i < BARS.size(); i++) {
      inputs.add(new Input<>(MessageType.BAR, BARS.get(i)));
      inputs.add(
          new Input<>(MessageType.FEATURE_VECTOR, Fixtures.vector(BARS.get(i), 20 + i % 60)));
    }
    return inputs;
  }
}
