package dev.nautilus.engines.features.method;

/// One number a feature is configured with.
///
/// @param published the value the source (or its usual implementation) uses, taken when none is
///   given
/// @param least smallest allowed value
/// @param whole whether it counts bars
public record FeatureParameter(String name, double published, double least, boolean whole) {

  private static final double MOST_BARS = 100_000; // a window is allocated up front

  void check(String feature, double value) {
    if (!Double.isFinite(value) || value < least || (whole && value > MOST_BARS)) {
      throw new IllegalArgumentException(
          "%s of %s must be at least %s%s, was %s"
              .formatted(name, feature, least, whole ? " and at most 100000" : "", value));
    }
    if (whole && value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "%s of %s must be a whole number, was %s".formatted(name, feature, value));
    }
  }
}
