package dev.nautilus.engines.ml;

import dev.nautilus.engines.ml.method.PrequentialScore;
import dev.nautilus.message.MlPrediction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param models by id
/// @param symbols by symbol
/// @param inputs what the models learn from, in the order of their weights
record MlView(Map<String, ModelView> models, Map<String, SymbolView> symbols, List<String> inputs) {
  MlView {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    symbols = Collections.unmodifiableMap(new LinkedHashMap<>(symbols));
    inputs = List.copyOf(inputs);
  }

  /// @param ready whether it says predictions
  /// @param drifts how often its detector spoke
  /// @param replaced how often the shadow took over
  record ModelView(
      String id,
      ModelRule rule,
      boolean ready,
      LearnerView live,
      @Nullable LearnerView shadow,
      long drifts,
      long replaced) {}

  /// @param version content hash of what it knows
  /// @param examples learned from so far
  /// @param scored of them, predicted before
  /// @param measures over the newest examples; without a value where undefined
  /// @param calibration what was said beside what came; empty for a regression
  /// @param weights of the scaled inputs, then of their flags, the intercept last; empty for a
  ///   learner without weights
  record LearnerView(
      String learner,
      String version,
      long examples,
      long scored,
      List<PrequentialScore.Named> measures,
      List<PrequentialScore.Bin> calibration,
      List<Double> weights) {
    LearnerView {
      measures = List.copyOf(measures);
      calibration = List.copyOf(calibration);
      weights = List.copyOf(weights);
    }
  }

  /// @param predictions the newest of each model
  record SymbolView(InstrumentStream.Counts counts, Map<String, MlPrediction> predictions) {
    SymbolView {
      predictions = Collections.unmodifiableMap(new LinkedHashMap<>(predictions));
    }
  }
}
