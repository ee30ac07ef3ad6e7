/// The features engine: technical, volatility and microstructure features of every configured
/// instrument, one FEATURE_VECTOR for each complete bar. What the features are, with their units
/// and sources, is in [dev.nautilus.engines.features.method].
///
/// It hears BAR and QUOTE, learns from vendor history before it says anything, and answers on REST
/// from the view its engine thread publishes.
@NullMarked
package dev.nautilus.engines.features;

import org.jspecify.annotations.NullMarked;
