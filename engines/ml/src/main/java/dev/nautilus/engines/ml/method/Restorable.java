package dev.nautilus.engines.ml.method;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Something whose whole memory is a row of numbers. What is loaded goes on to the same bits.
public interface Restorable {
  /// Gives the numbers, always in the same order.
  void save(DoubleConsumer out);

  /// Takes them back, in the same order, into an object made by the same rule.
  ///
  /// @throws IllegalArgumentException when they are not of this rule
  void load(DoubleSupplier in);

  /// Saves arrays whose lengths the rule gives.
  static void saveAll(DoubleConsumer out, double[]... arrays) {
    for (double[] array : arrays) {
      for (double number : array) {
        out.accept(number);
      }
    }
  }

  /// Loads arrays whose lengths the rule gives.
  static void loadAll(DoubleSupplier in, double[]... arrays) {
    for (double[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = in.getAsDouble();
      }
    }
  }

  /// Loads a count.
  ///
  /// @param most as the rule allows
  /// @throws IllegalArgumentException when it is no whole number from 0 to `most`
  static int count(DoubleSupplier in, int most) {
    double number = in.getAsDouble();
    if (!(number >= 0) || number > most || number != Math.rint(number)) {
      throw new IllegalArgumentException(
          "a count in a state must be a whole number from 0 to " + most + ", was " + number);
    }
    return (int) number;
  }
}
