package dev.nautilus.hub.vendor.yahoo;

import java.util.OptionalDouble;

/// Yahoo keeps prices as 32-bit floats and prints them as doubles: 75.0875 arrives as
/// 75.0875015258789. The price meant is the shortest decimal that names the same float.
///
/// Not rounded to the answer's `priceHint`: a price adjusted for a split has more digits than that
/// (75.0875 under a hint of 2), and rounding would change it. A number that no float explains is
/// taken as it is.
final class FloatNoise {
  /// Some recorders cut the digits of the double, so an exact comparison would miss the float.
  private static final double PRINTING_ERROR = 1e-13;

  private FloatNoise() {}

  static double strip(double value) {
    float near = (float) value;
    boolean isFloat = Math.abs(value - near) <= Math.abs(value) * PRINTING_ERROR;
    return isFloat && Float.isFinite(near) ? Double.parseDouble(Float.toString(near)) : value;
  }

  static OptionalDouble strip(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(strip(value.getAsDouble())) : value;
  }
}
