package dev.nautilus.engines.features.method;

/// One remembered number.
final class Cell implements Block {

  private double value;

  Cell(double initial) {
    value = initial;
  }

  double get() {
    return value;
  }

  void set(double next) {
    value = next;
  }

  boolean isEmpty() {
    return Double.isNaN(value);
  }

  /// Stores the new number and gives the one it replaces.
  double swap(double next) {
    double before = value;
    value = next;
    return before;
  }

  @Override
  public void exchange(Tape tape) {
    value = tape.pass(value);
  }
}
