package dev.nautilus.message;

import java.util.OptionalDouble;

/// The checks that several records share.
final class Guard {
  private Guard() {}

  static void finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, was " + value);
    }
  }

  static void finite(OptionalDouble value, String name) {
    if (value.isPresent()) {
      finite(value.getAsDouble(), name);
    }
  }

  static void notNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be 0 or more and finite, was " + value);
    }
  }

  static void notNegative(OptionalDouble value, String name) {
    if (value.isPresent()) {
      notNegative(value.getAsDouble(), name);
    }
  }

  static void fraction(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be a fraction in [0, 1], was " + value);
    }
  }

  static void text(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }
}
