package dev.nautilus.quant.performance;

/// The measures of [Performance], one return at a time: running product and peak, moments, sums of
/// losses and of drawdowns. Each update is O(1). Confined to one thread.
public final class PerformanceStream {
  private final PerformanceRule rule;
  private long periods;
  private double wealth = 1;
  private double peak = 1;
  private HigherMoments moments = HigherMoments.NONE;
  private CoMoments growth = CoMoments.NONE;
  private double logWealth;
  private double gains;
  private double losses;
  private double squares;
  private double cubes;
  private double depths;
  private double depthSquares;
  private double deepest;
  private double episode;
  private double episodeSquares;

  /// An empty stream.
  public PerformanceStream(PerformanceRule rule) {
    this.rule = rule;
  }

  /// Adds the return of a period, a fraction; `NaN` for a period without one.
  public void add(double value) {
    periods++;
    if (!Double.isNaN(value)) {
      wealth *= 1 + value;
      logWealth += Math.log1p(value);
      growth = growth.plus((double) moments.count(), logWealth);
      moments = moments.plus(value);
      double above = value - rule.mar();
      gains += Math.max(above, 0);
      double below = Math.max(-above, 0);
      losses += below;
      squares += below * below;
      cubes += below * below * below;
    }
    peak = Math.max(peak, wealth);
    drawdown((wealth - peak) / peak);
  }

  private void drawdown(double depth) {
    depths -= depth;
    depthSquares += depth * depth;
    deepest = Math.min(deepest, depth);
    if (depth < 0) {
      episode = Math.min(episode, depth);
    } else {
      episodeSquares += episode * episode;
      episode = 0;
    }
  }

  /// Periods so far.
  public long periods() {
    return periods;
  }

  /// The measures up to now.
  public Performance performance() {
    double year = rule.periodsPerYear();
    long n = moments.count();
    double mean = n == 0 ? Double.NaN : moments.mean();
    double deviation = moments.deviation();
    double annual = Returns.annual(wealth, periods, year);
    double downside = n == 0 ? Double.NaN : Math.sqrt(squares / n);
    double ulcer = periods == 0 ? Double.NaN : Math.sqrt(depthSquares / periods);
    double pain = periods == 0 ? Double.NaN : depths / periods;
    double episodes = Math.sqrt(episodeSquares + episode * episode);
    double sharpe = (mean - rule.riskFree()) / deviation;
    return new Performance(
        periods,
        periods == 0 ? Double.NaN : wealth - 1,
        annual,
        deviation * Math.sqrt(year),
        sharpe * Math.sqrt(year),
        downside * Math.sqrt(year),
        periods < 2 ? Double.NaN : (mean - rule.mar()) / downside * Math.sqrt(year),
        periods == 0 ? Double.NaN : deepest,
        RiskAdjusted.overDrawdown(annual, -deepest),
        n >= 2 && losses > 0 ? gains / losses : Double.NaN,
        n < 2 ? Double.NaN : growth.correlation() * growth.correlation(),
        moments.skewness(),
        moments.kurtosis(),
        ulcer,
        pain,
        RiskAdjusted.overDrawdown(annual, episodes),
        (mean - rule.mar()) / Math.pow(cubes / n, 1 / 3.0),
        RiskAdjusted.overDrawdown(annual, ulcer),
        SharpeInference.probabilistic(sharpe, 0, n, moments.skewness(), moments.kurtosis()));
  }
}
