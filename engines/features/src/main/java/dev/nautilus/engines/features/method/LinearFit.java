package dev.nautilus.engines.features.method;

/// Least-squares line through the last `period` values at x = 0 (oldest) .. period-1 (newest).
final class LinearFit implements Filter, Block {

  private final int period;
  private final WindowMoments moments;
  private final WeightedMean weighted;
  private double weightedMean = Double.NaN;

  LinearFit(int period) {
    this.period = period;
    moments = new WindowMoments(period);
    weighted = new WeightedMean(period);
  }

  /// Takes the value and gives the slope per step.
  @Override
  public double next(double value) {
    if (!Double.isNaN(value)) {
      moments.next(value);
      weightedMean = weighted.next(value);
    }
    return Double.isNaN(value) ? value : slope();
  }

  /// `sum (x - mean x) y / sum (x - mean x)^2`, the first sum taken from the weighted mean, whose
  /// weights are `x + 1`.
  double slope() {
    if (period == 1) {
      return Double.NaN;
    }
    double centred = period * (period + 1.0) / 2.0 * (weightedMean - moments.mean());
    return centred / (period * (period * (double) period - 1.0) / 12.0);
  }

  /// Height of the line at `x`.
  double at(double x) {
    return moments.mean() + slope() * (x - (period - 1) / 2.0);
  }

  /// Population standard deviation of the values themselves.
  double deviation() {
    return moments.deviation();
  }

  /// Share of the variance the line explains, in [0, 1]; `NaN` if the values do not vary.
  double explained() {
    double variance = moments.variance(0);
    double slope = slope();
    return slope * slope * (period * (double) period - 1.0) / 12.0 / variance;
  }

  @Override
  public void exchange(Tape tape) {
    moments.exchange(tape);
    weighted.exchange(tape);
    weightedMean = tape.pass(weightedMean);
  }
}
