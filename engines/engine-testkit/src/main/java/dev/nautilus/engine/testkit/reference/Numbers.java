package dev.nautilus.engine.testkit.reference;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads numbers as the case files write them: JSON numbers, or the strings `"NaN"`, `"Infinity"`
/// and `"-Infinity"`.
public final class Numbers {

  private static final Pattern ROW = Pattern.compile("value at row (\\d+).*");

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

  /// A statistic that a case names.
  ///
  /// @param name `max`, `min` or `mean` of the finite values, or `value at row 25`, counted from 0
  /// @throws IllegalArgumentException if it is none of these
  public static double statistic(String name, double[] values) {
    Matcher row = ROW.matcher(name);
    if (row.matches()) {
      return values[Integer.parseInt(row.group(1))];
    }
    double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
    return switch (name) {
      case "max" -> Arrays.stream(known).max().orElseThrow();
      case "min" -> Arrays.stream(known).min().orElseThrow();
      case "mean" -> Arrays.stream(known).average().orElseThrow();
      default -> throw new IllegalArgumentException("statistic is not known: " + name);
    };
  }
}
