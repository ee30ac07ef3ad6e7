package dev.nautilus.engines.features.method;

/// Mean with weights 1..`period`, the newest value weighing most.
final class WeightedMean implements Filter, Block {

  private final Window window;
  private final WindowSum plain;
  private final RunningSum weighted = new RunningSum();
  private double plainBefore;

  WeightedMean(int period) {
    window = new Window(period);
    plain = new WindowSum(period);
  }

  @Override
  public double next(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    int period = window.size();
    double evicted = window.push(value);
    double sum = plain.next(value);
    if (Double.isNaN(evicted)) {
      weighted.add(value * window.count());
    } else {
      weighted.add(period * value);
      weighted.add(-plainBefore); // every older value loses one weight, the evicted its last
    }
    plainBefore = sum;
    return window.isFull() ? weighted.get() / (period * (period + 1.0) / 2.0) : Double.NaN;
  }

  @Override
  public void exchange(Tape tape) {
    window.exchange(tape);
    plain.exchange(tape);
    weighted.exchange(tape);
    plainBefore = tape.pass(plainBefore);
  }
}
