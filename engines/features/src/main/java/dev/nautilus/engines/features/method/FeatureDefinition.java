package dev.nautilus.engines.features.method;

import java.util.List;

/// What the catalogue says about a measure.
///
/// @param name as used in ids: `rsi` in `rsi(14)@1m`
/// @param definition formula in words and signs
/// @param unit unit and range
/// @param source paper, book or library convention the numbers follow
/// @param undefined when there is no value, or which value is given by convention
/// @param parameters in the order of the id
/// @param outputs names of its values; the first is the main one
/// @param methodVersion raised whenever the same input would give other numbers
public record FeatureDefinition(
    String name,
    String title,
    String definition,
    String unit,
    String source,
    String undefined,
    List<FeatureParameter> parameters,
    List<String> outputs,
    FeatureInput input,
    int methodVersion) {

  public FeatureDefinition {
    parameters = List.copyOf(parameters);
    outputs = List.copyOf(outputs);
  }
}
