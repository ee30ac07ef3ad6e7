package dev.nautilus.engine.testkit.reference;

import tools.jackson.databind.JsonNode;

/// Reads numbers as the case files write them: JSON numbers, or the strings `"NaN"`, `"Infinity"`
/// and `"-Infinity"`.
public final class Numbers {

  private Numbers() {}

  /// One number.
  ///
  /// @throws IllegalArgumentException if the node is no number in that form
  public static double read(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.isString() ? node.stringValue() : "") {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw new IllegalArgumentException("must be a number, NaN or Infinity, was " + node);
    };
  }

  /// An array of numbers.
  ///
  /// @throws IllegalArgumentException if the node is no array of numbers
  public static double[] array(JsonNode node) {
    if (!node.isArray()) {
      throw new IllegalArgumentException("must be an array of numbers, was " + node);
    }
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = read(node.get(i));
    }
    return numbers;
  }
}
