package dev.nautilus.engines.features.method;

/// Sum of the last `period` values; not ready before. A window of zeros sums to exactly zero.
final class WindowSum implements Filter, Block {

  private final Window window;
  private final RunningSum sum = new RunningSum();
  private int nonZero;

  WindowSum(int period) {
    window = new Window(period);
  }

  @Override
  public double next(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    double evicted = window.push(value);
    if (evicted != 0 && !Double.isNaN(evicted)) {
      sum.add(-evicted);
      nonZero--;
    }
    if (value != 0) {
      sum.add(value);
      nonZero++;
    }
    if (nonZero == 0) {
      sum.clear(); // no dust of past values: callers divide by this and ask whether it is zero
    }
    return window.isFull() ? sum.get() : Double.NaN;
  }

  @Override
  public void exchange(Tape tape) {
    window.exchange(tape);
    sum.exchange(tape);
    nonZero = tape.pass(nonZero);
  }
}
