package dev.nautilus.engines.features.method;

/// Exponentially weighted mean: the plain mean of the first `seed` values, afterwards `mean +=
/// alpha * (value - mean)`.
final class ExponentialMean implements Filter, Block {

  private final int seed;
  private final double alpha;
  private int seen;
  private double mean;

  private ExponentialMean(int seed, double alpha) {
    this.seed = seed;
    this.alpha = alpha;
  }

  static ExponentialMean ema(int period) {
    return new ExponentialMean(period, 2.0 / (period + 1.0));
  }

  static ExponentialMean wilder(int period) {
    return new ExponentialMean(period, 1.0 / period);
  }

  static ExponentialMean primed(int period) {
    return new ExponentialMean(1, 2.0 / (period + 1.0));
  }

  static ExponentialMean primed(double alpha) {
    return new ExponentialMean(1, alpha);
  }

  static ExponentialMean seeded(int seed, double alpha) {
    return new ExponentialMean(seed, alpha);
  }

  @Override
  public double next(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    if (seen < seed) {
      seen++;
      mean += (value - mean) / seen;
      return seen == seed ? mean : Double.NaN;
    }
    mean += alpha * (value - mean);
    return mean;
  }

  @Override
  public void exchange(Tape tape) {
    seen = tape.pass(seen);
    mean = tape.pass(mean);
  }
}
