package dev.nautilus.engines.features.method;

/// Carries remembered numbers out of a feature or back into it.
///
/// A block hands over each number and keeps what it gets back: a writing tape returns the same
/// number, a reading tape the stored one. One method per block therefore describes both directions,
/// so saving and restoring cannot drift apart.
interface Tape {

  double pass(double number);

  default int pass(int number) {
    return (int) pass((double) number);
  }

  default long pass(long number) {
    return (long) pass((double) number);
  }

  default boolean pass(boolean flag) {
    return pass(flag ? 1.0 : 0.0) != 0.0;
  }

  default void pass(double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = pass(numbers[i]);
    }
  }
}
