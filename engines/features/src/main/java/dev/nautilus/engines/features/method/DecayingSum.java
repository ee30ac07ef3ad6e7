package dev.nautilus.engines.features.method;

/// Wilder's running sum: plain for the first `seed` values, afterwards `sum += value - sum/period`.
final class DecayingSum implements Filter, Block {

  private final int period;
  private final int seed;
  private int seen;
  private double sum;

  /// @param seed `period` in Wilder's book, `period - 1` in TA-Lib
  DecayingSum(int period, int seed) {
    this.period = period;
    this.seed = seed;
  }

  @Override
  public double next(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    sum += seen < seed ? value : value - sum / period;
    seen++;
    return seen >= seed ? sum : Double.NaN;
  }

  @Override
  public void exchange(Tape tape) {
    seen = tape.pass(seen);
    sum = tape.pass(sum);
  }
}
