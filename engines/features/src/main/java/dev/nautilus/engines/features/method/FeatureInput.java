package dev.nautilus.engines.features.method;

/// What a feature is fed with.
public enum FeatureInput {
  /// [Candle]s of the interval named in the feature's id.
  CANDLE,
  /// [TopOfBook] updates.
  TOP_OF_BOOK
}
