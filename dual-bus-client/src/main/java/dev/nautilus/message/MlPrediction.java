package dev.nautilus.message;

import java.time.Instant;
import java.util.OptionalDouble;

/// What a model expects of an instrument, said before the outcome is known.
///
/// @param model which model
/// @param modelVersion content hash of its state
/// @param barSpec of the bars it steps in
/// @param barStart first instant of the bar it was made at
/// @param horizonBars how many bars ahead, 1 or more
/// @param probabilityUp that the forward return is above 0, a fraction; missing for a regression
/// @param expectedReturn forward return over the horizon, a fraction; missing for a classifier
/// @param featureSetHash the features it rests on
/// @param examples labelled examples learned from so far
/// @param simulated true when any input does not come from a real market
public record MlPrediction(
    InstrumentId instrument,
    String model,
    String modelVersion,
    BarSpec barSpec,
    Instant barStart,
    int horizonBars,
    OptionalDouble probabilityUp,
    OptionalDouble expectedReturn,
    String featureSetHash,
    long examples,
    boolean simulated) {

  public MlPrediction {
    Guard.text(model, "model");
    Guard.text(modelVersion, "modelVersion");
    Guard.positive(horizonBars, "horizonBars");
    Guard.fraction(probabilityUp, "probabilityUp");
    Guard.finite(expectedReturn, "expectedReturn");
    Guard.notNegative(examples, "examples");
    if (probabilityUp.isEmpty() && expectedReturn.isEmpty()) {
      throw new IllegalArgumentException("a prediction must have a probability or a return");
    }
  }
}
