package dev.nautilus.engines.ml;

import dev.nautilus.message.Bar;
import dev.nautilus.message.FeatureVector;
import org.jspecify.annotations.Nullable;

/// A bar whose turn has come, with its features.
///
/// @param vector null when its features did not come in time, and in history
/// @param afterGap whether bars are missing before it
record Step(Bar bar, @Nullable FeatureVector vector, boolean afterGap) {}
