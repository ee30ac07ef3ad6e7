package dev.nautilus.engines.features.method;

/// Mean and variance of the last `period` values.
///
/// Welford's update with removal, never a sum of squares; recomputed from the window once per
/// window length (so O(1) on average) because removals let rounding errors pile up. A window of
/// equal values has variance exactly zero.
///
/// **Source** Welford (1962), Technometrics 4(3).
final class WindowMoments implements Filter, Block {

  private final Window window;
  private double mean;
  private double squares;
  private double last = Double.NaN;
  private int equal;

  WindowMoments(int period) {
    window = new Window(period);
  }

  /// Takes the value and gives the mean of the window.
  @Override
  public double next(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    equal = value == last ? equal + 1 : 1;
    last = value;
    double evicted = window.push(value);
    if (equal >= window.size()) {
      mean = value;
      squares = 0;
    } else if (window.isTurning()) {
      recompute();
    } else if (Double.isNaN(evicted)) {
      double delta = value - mean;
      mean += delta / window.count();
      squares += delta * (value - mean);
    } else {
      double before = mean;
      mean += (value - evicted) / window.size();
      squares += (value - evicted) * (value - mean + evicted - before);
    }
    return mean();
  }

  private void recompute() {
    int n = window.count();
    double sum = 0;
    for (int age = 0; age < n; age++) {
      sum += window.get(age) - last;
    }
    mean = last + sum / n;
    squares = 0;
    for (int age = 0; age < n; age++) {
      double off = window.get(age) - mean;
      squares += off * off;
    }
  }

  double mean() {
    return window.isFull() ? mean : Double.NaN;
  }

  /// Variance with divisor `n - freedom`.
  double variance(int freedom) {
    int divisor = window.size() - freedom;
    return window.isFull() && divisor > 0 ? Math.max(0, squares) / divisor : Double.NaN;
  }

  /// Population standard deviation.
  double deviation() {
    return Math.sqrt(variance(0));
  }

  /// Mean distance of the window's values from `centre`. O(period): no running form is known.
  double meanDistance(double centre) {
    if (!window.isFull()) {
      return Double.NaN;
    }
    double sum = 0;
    for (int age = 0; age < window.size(); age++) {
      sum += Math.abs(window.get(age) - centre);
    }
    return sum / window.size();
  }

  @Override
  public void exchange(Tape tape) {
    window.exchange(tape);
    mean = tape.pass(mean);
    squares = tape.pass(squares);
    last = tape.pass(last);
    equal = tape.pass(equal);
  }
}
