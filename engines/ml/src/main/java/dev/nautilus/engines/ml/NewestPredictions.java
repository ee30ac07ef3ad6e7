package dev.nautilus.engines.ml;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MlPrediction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What each model has said last of each instrument. Confined to the engine thread.
final class NewestPredictions {
  private final Map<String, Map<String, MlPrediction>> bySymbol = new TreeMap<>();

  void put(MlPrediction prediction) {
    bySymbol
        .computeIfAbsent(prediction.instrument().value(), _ -> new TreeMap<>())
        .put(prediction.model(), prediction);
  }

  /// By model.
  Map<String, MlPrediction> of(InstrumentId symbol) {
    return new LinkedHashMap<>(bySymbol.getOrDefault(symbol.value(), Map.of()));
  }

  void write(StateOutput out) {
    out.all(
        bySymbol.values().stream().flatMap(each -> each.values().stream()).toList(),
        (to, each) -> to.payload(MessageType.ML_PREDICTION, each));
  }

  void read(StateInput in) {
    bySymbol.clear();
    in.all(each -> each.payload(MessageType.ML_PREDICTION)).forEach(this::put);
  }
}
