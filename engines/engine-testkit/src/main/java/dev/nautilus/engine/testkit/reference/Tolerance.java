package dev.nautilus.engine.testkit.reference;

import tools.jackson.databind.JsonNode;

/// How far a number may be from the expected one. With both limits the wider one counts.
///
/// @param absolute largest difference
/// @param relative largest difference as a fraction of the expected number
public record Tolerance(double absolute, double relative) {

  public Tolerance {
    if (!(absolute >= 0) || !(relative >= 0)) {
      throw new IllegalArgumentException(
          "tolerances must be 0 or more, were abs " + absolute + " and rel " + relative);
    }
  }

  public static Tolerance absolute(double limit) {
    return new Tolerance(limit, 0);
  }

  public static Tolerance relative(double limit) {
    return new Tolerance(0, limit);
  }

  /// Reads `{"abs": x}`, `{"rel": x}` or both; other members are notes or belong to the method.
  ///
  /// @throws IllegalArgumentException if neither is there, or one is not a number
  public static Tolerance read(JsonNode node) {
    JsonNode abs = node.path("abs");
    JsonNode rel = node.path("rel");
    if (abs.isMissingNode() && rel.isMissingNode()) {
      throw new IllegalArgumentException("tolerance must have abs or rel, was " + node);
    }
    return new Tolerance(limit(abs, node), limit(rel, node));
  }

  private static double limit(JsonNode limit, JsonNode whole) {
    if (limit.isMissingNode()) {
      return 0;
    }
    if (!limit.isNumber()) {
      throw new IllegalArgumentException("tolerance must be in numbers, was " + whole);
    }
    return limit.doubleValue();
  }

  /// Equal non-finite numbers are within every tolerance, unequal ones within none.
  public boolean accepts(double expected, double actual) {
    if (!Double.isFinite(expected) || !Double.isFinite(actual)) {
      return Double.compare(expected, actual) == 0;
    }
    // The last term forgives the rounding of this very subtraction when a limit is exactly met.
    double limit = Math.max(absolute, relative * Math.abs(expected));
    double slack = limit == 0 ? 0 : 4 * Math.ulp(Math.max(Math.abs(expected), Math.abs(actual)));
    return Math.abs(expected - actual) <= limit + slack;
  }
}
