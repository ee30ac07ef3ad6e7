package dev.nautilus.engines.features.method;

import java.time.Instant;
import java.util.List;

/// Everything a [Feature] remembers, for a snapshot. Restoring it and feeding the same input gives
/// the same bits as never having stopped.
///
/// @param id canonical feature id the numbers belong to
/// @param methodVersion version of the arithmetic that wrote them
/// @param updates how many inputs have been taken
/// @param lastAt time of the last input, [Instant#MIN] before the first
/// @param outputs last values, `NaN` for none
/// @param memory remembered numbers in the feature's own order
public record FeatureState(
    String id,
    int methodVersion,
    long updates,
    Instant lastAt,
    List<Double> outputs,
    List<Double> memory) {

  public FeatureState {
    outputs = List.copyOf(outputs);
    memory = List.copyOf(memory);
  }
}
