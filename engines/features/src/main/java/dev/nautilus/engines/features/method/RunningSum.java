package dev.nautilus.engines.features.method;

/// A sum that loses no low digits over millions of additions and removals.
///
/// **Source** Neumaier (1974), ZAMM 54, improved Kahan–Babuška summation.
final class RunningSum implements Block {

  private double sum;
  private double lost;

  void add(double value) {
    double total = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? (sum - total) + value : (value - total) + sum;
    sum = total;
  }

  void clear() {
    sum = 0;
    lost = 0;
  }

  double get() {
    return sum + lost;
  }

  @Override
  public void exchange(Tape tape) {
    sum = tape.pass(sum);
    lost = tape.pass(lost);
  }
}
