package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  static void notNegative(long value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, was " + value);
    }
  }

  static void notNegative(BigDecimal value, String name) {
    decimal(value, name);
    if (value.signum() < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, was " + value);
    }
  }

  static void positive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be more than 0 and finite, was " + value);
    }
  }

  static void positive(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, was " + value);
    }
  }

  static void positive(BigDecimal value, String name) {
    decimal(value, name);
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(name + " must be more than 0, was " + value);
    }
  }

  /// Bounds a decimal's size: one like 1e999999999 fits in a few bytes on the wire and in no memory
  /// once it is added to another.
  static void decimal(@Nullable BigDecimal value, String name) {
    if (value != null && (Math.abs((long) value.scale()) > 64 || value.precision() > 96)) {
      throw new IllegalArgumentException(
          name
              + " must have at most 96 digits and 64 places, had %d and %d"
                  .formatted(value.precision(), value.scale()));
    }
  }

  static void fraction(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be a fraction in [0, 1], was " + value);
    }
  }

  static void fraction(OptionalDouble value, String name) {
    if (value.isPresent()) {
      fraction(value.getAsDouble(), name);
    }
  }

  static void text(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  static void known(Side side, String name) {
    if (side == Side.UNKNOWN) {
      throw new IllegalArgumentException(name + " must be BUY or SELL");
    }
  }

  static void ordered(Instant first, Instant last) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "the end must not lie before the start, was " + first + " to " + last);
    }
  }

  /// An immutable copy in the order of its keys, so that equal maps are equal bytes.
  static <V> Map<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
