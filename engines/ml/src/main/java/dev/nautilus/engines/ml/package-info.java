/// The ML engine: models that learn online what the next bars of an instrument bring. One model
/// learns from all instruments; each instrument has its own scale. It predicts first, is scored
/// when the outcome is known, and only then learns from it; a drift detector watches its errors,
/// and a shadow model beside it takes over when it is better. The methods, with units and sources,
/// are in [dev.nautilus.engines.ml.method].
///
/// It hears FEATURE_VECTOR and BAR, learns from vendor history before it says anything, says
/// ML_PREDICTION, MODEL_DRIFT and PERFORMANCE_METRIC, and answers on REST from the view its engine
/// thread publishes.
@NullMarked
package dev.nautilus.engines.ml;

import org.jspecify.annotations.NullMarked;
