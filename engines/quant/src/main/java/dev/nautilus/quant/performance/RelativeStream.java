package dev.nautilus.quant.performance;

import dev.nautilus.quant.flow.Moments;

/// The measures of [RelativePerformance], one pair at a time, each update O(1). Confined to one
/// thread.
public final class RelativeStream {
  private final PerformanceRule rule;
  private CoMoments both = CoMoments.NONE;
  private Moments active = Moments.NONE;
  private final Side up = new Side();
  private final Side down = new Side();

  private static final class Side {
    private long periods;
    private double own = 1;
    private double benchmark = 1;

    private void add(double value, double other) {
      periods++;
      own *= 1 + value;
      benchmark *= 1 + other;
    }

    private double capture(double year) {
      return Returns.annual(own, periods, year) / Returns.annual(benchmark, periods, year);
    }
  }

  /// An empty stream.
  public RelativeStream(PerformanceRule rule) {
    this.rule = rule;
  }

  /// Adds the returns of a period, fractions; a pair with a `NaN` is left out.
  public void add(double value, double benchmark) {
    if (Double.isNaN(value) || Double.isNaN(benchmark)) {
      return;
    }
    both = both.plus(benchmark, value);
    active = active.plus(value - benchmark);
    if (benchmark > 0) {
      up.add(value, benchmark);
    } else if (benchmark < 0) {
      down.add(value, benchmark);
    }
  }

  /// The measures up to now.
  public RelativePerformance performance() {
    double year = rule.periodsPerYear();
    double beta = both.slope();
    double alpha = both.meanY() - rule.riskFree() - beta * (both.meanX() - rule.riskFree());
    return new RelativePerformance(
        both.count(),
        Math.pow(1 + alpha, year) - 1,
        beta,
        both.correlation(),
        active.deviation() * Math.sqrt(year),
        active.mean() / active.deviation(),
        up.capture(year),
        down.capture(year));
  }
}
