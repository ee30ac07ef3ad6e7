package dev.nautilus.engines.features.method;

/// Largest or smallest of the last `period` values by a monotonic queue, O(1) on average.
final class WindowExtreme implements Filter, Block {

  private final int period;
  private final double sign;
  private final boolean latest;
  private final double[] values;
  private final double[] arrivals;
  private int head;
  private int length;
  private long seen;

  private WindowExtreme(int period, double sign, boolean latest) {
    this.period = period;
    this.sign = sign;
    this.latest = latest;
    values = new double[period];
    arrivals = new double[period];
  }

  static WindowExtreme highest(int period) {
    return new WindowExtreme(period, 1, true);
  }

  static WindowExtreme lowest(int period) {
    return new WindowExtreme(period, -1, true);
  }

  /// As this one (still empty), but equal extremes are as old as the earliest of them.
  WindowExtreme earliest() {
    return new WindowExtreme(period, sign, false);
  }

  @Override
  public double next(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    if (length > 0 && arrivals[head] <= seen - period) {
      head = slot(1);
      length--;
    }
    while (length > 0 && gives(values[slot(length - 1)], value)) {
      length--;
    }
    values[slot(length)] = value;
    arrivals[slot(length)] = seen;
    length++;
    seen++;
    return get();
  }

  double get() {
    return seen >= period ? values[head] : Double.NaN;
  }

  /// How many values ago the extreme was seen.
  double age() {
    return seen >= period ? seen - 1 - arrivals[head] : Double.NaN;
  }

  private boolean gives(double before, double value) {
    return latest ? sign * before <= sign * value : sign * before < sign * value;
  }

  private int slot(int offset) {
    int index = head + offset;
    return index >= period ? index - period : index;
  }

  @Override
  public void exchange(Tape tape) {
    tape.pass(values);
    tape.pass(arrivals);
    head = tape.pass(head);
    length = tape.pass(length);
    seen = tape.pass(seen);
  }
}
