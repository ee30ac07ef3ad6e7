package dev.nautilus.engines.ml;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the ML engine learns, from whom.
///
/// @param symbols instruments it follows; all models learn from all of them
/// @param bar interval it steps in
/// @param barOrigin whose live bars count: BUILT from ticks by the marketdata engine, or VENDOR
///   where there is no such engine; history is always the vendor's
/// @param featureSet name of the feature set it listens to
/// @param features entries of that set it learns from, beside what it sees in the bars itself
/// @param lateBars how many bars the features of one are waited for; then it is learned without
///   them, and no prediction is said at it
/// @param history newest bars of each instrument that are learned before the first live one
/// @param window newest examples that the published measures cover
/// @param report scored examples from one publication of the measures to the next
/// @param mostModels how many models there may be
/// @param models the models it has from the start
@Validated
@ConfigurationProperties("nautilus.ml")
record MlProperties(
    @NotEmpty List<InstrumentId> symbols,
    @DefaultValue("1m") BarSpec bar,
    @DefaultValue("VENDOR") Bar.Origin barOrigin,
    @DefaultValue("standard") String featureSet,
    @DefaultValue List<String> features,
    @Min(0) @Max(1_000) @DefaultValue("3") int lateBars,
    @Min(1) @Max(13_000) @DefaultValue("3000") int history,
    @Min(10) @Max(100_000) @DefaultValue("1000") int window,
    @Min(1) @Max(1_000_000) @DefaultValue("500") int report,
    @Min(1) @Max(64) @DefaultValue("16") int mostModels,
    @NotEmpty List<ModelRule> models) {

  MlProperties {
    symbols = List.copyOf(symbols);
    features = List.copyOf(features);
    models = List.copyOf(models);
    if (bar.duration().isEmpty()) {
      throw new IllegalArgumentException("bar must be a time interval, was " + bar);
    }
    Set<String> ids = new HashSet<>();
    for (ModelRule model : models) {
      if (!ids.add(model.id())) {
        throw new IllegalArgumentException("each model must have an id of its own: " + model.id());
      }
    }
    if (models.size() > mostModels) {
      throw new IllegalArgumentException(
          "there may be at most " + mostModels + " models, were " + models.size());
    }
  }
}
