package dev.nautilus.engines.backtesting.method;

import dev.nautilus.quant.performance.CoMoments;
import dev.nautilus.quant.performance.Sample;
import dev.nautilus.quant.performance.TradeOutcome;
import dev.nautilus.quant.performance.TradeTally;
import java.util.Arrays;
import java.util.List;

/// What a run came to, in the conventions of backtesting.py. Fractions, not percent; durations in
/// nanoseconds; `NaN` where undefined.
///
/// @param trades round trips
/// @param nanos from the first bar's start to the last one's
/// @param exposure share of bars in which a position was held, entry and exit included
/// @param finalEquity money
/// @param peakEquity money
/// @param totalReturn of all the run
/// @param buyAndHold of the first instrument, from the first decision on
/// @param annualReturn geometric, from the closes of days
/// @param volatility of a year, of geometric returns: `sqrt((var + (1+g)^2)^A - (1+g)^(2A))`
/// @param growthRate compound rate of a year by the calendar (CAGR)
/// @param sharpe annual return over volatility
/// @param sortino annual return over downside deviation of a year
/// @param calmar annual return over the deepest drawdown
/// @param alpha total return less `beta` times buy and hold
/// @param beta of log returns against the first instrument's
/// @param maxDrawdown 0 or below
/// @param averageDrawdown 0 or below
/// @param maxDrawdownNanos from peak to recovery
/// @param averageDrawdownNanos the same, mean
/// @param tally of the round trips
/// @param maxTradeNanos longest
/// @param averageTradeNanos mean
public record RunStatistics(
    long trades,
    long nanos,
    double exposure,
    double finalEquity,
    double peakEquity,
    double totalReturn,
    double buyAndHold,
    double annualReturn,
    double volatility,
    double growthRate,
    double sharpe,
    double sortino,
    double calmar,
    double alpha,
    double beta,
    double maxDrawdown,
    double averageDrawdown,
    long maxDrawdownNanos,
    double averageDrawdownNanos,
    TradeTally tally,
    long maxTradeNanos,
    double averageTradeNanos) {
  private static final double NANOS_PER_DAY = 86_400e9;
  private static final double DAYS_PER_YEAR = 365.25;

  /// Of a run that is over.
  ///
  /// @param daysPerYear trading days of a year, 252
  /// @throws IllegalArgumentException when it replayed nothing
  public static RunStatistics of(BacktestRun run, double daysPerYear) {
    EquityCurve curve = run.equity();
    if (curve.size() == 0) {
      throw new IllegalArgumentException("a run must have replayed a bar, had none");
    }
    List<RoundTrip> trips = run.ledger().trips();
    int last = curve.size() - 1;
    double[] values = curve.values();
    double total = values[last] / values[0] - 1;
    Year year = Year.of(days(curve), daysPerYear);
    Losses losses = Losses.of(curve);
    int first = Math.max(run.firstDecision(), 0);
    double held = curve.price(last) / curve.price(first) - 1;
    double beta = beta(curve);
    long nanos = curve.openNanos(last) - curve.openNanos(0);
    double years = nanos / NANOS_PER_DAY / DAYS_PER_YEAR;
    return new RunStatistics(
        trips.size(),
        nanos,
        exposure(trips, curve.size()),
        values[last],
        Arrays.stream(values).max().orElse(Double.NaN),
        total,
        held,
        year.annual,
        year.volatility,
        years > 0 ? Math.pow(1 + total, 1 / years) - 1 : Double.NaN,
        year.annual / year.volatility,
        year.annual / year.downside,
        losses.deepest < 0 ? year.annual / -losses.deepest : Double.NaN,
        total - beta * held,
        beta,
        losses.deepest,
        losses.average,
        losses.longest,
        losses.averageNanos,
        tally(trips),
        trips.stream().mapToLong(RoundTrip::nanos).max().orElse(0),
        trips.stream().mapToLong(RoundTrip::nanos).average().orElse(Double.NaN));
  }

  private static TradeTally tally(List<RoundTrip> trips) {
    TradeTally tally = TradeTally.NONE;
    for (RoundTrip each : trips) {
      tally =
          tally.plus(
              new TradeOutcome(
                  each.profit().doubleValue(), each.returned(), Double.NaN, Double.NaN));
    }
    return tally;
  }

  /// Worth at the end of each day.
  private static double[] days(EquityCurve curve) {
    double[] days = new double[curve.size()];
    int count = 0;
    long day = Long.MIN_VALUE;
    for (int i = 0; i < curve.size(); i++) {
      long of = Math.floorDiv(curve.openNanos(i), (long) NANOS_PER_DAY);
      count += of == day ? 0 : 1;
      days[count - 1] = curve.value(i);
      day = of;
    }
    return Arrays.copyOf(days, count);
  }

  private static double[] returns(double[] values) {
    double[] returns = new double[values.length - 1];
    Arrays.setAll(returns, i -> values[i + 1] / values[i] - 1);
    return returns;
  }

  private static double beta(EquityCurve curve) {
    CoMoments moments = CoMoments.NONE;
    for (int i = 1; i < curve.size(); i++) {
      moments =
          moments.plus(
              Math.log(curve.price(i) / curve.price(i - 1)),
              Math.log(curve.value(i) / curve.value(i - 1)));
    }
    return moments.slope();
  }

  private static double exposure(List<RoundTrip> trips, int bars) {
    boolean[] held = new boolean[bars];
    for (RoundTrip each : trips) {
      int from = (int) Math.min(each.entryBar(), bars - 1);
      int to = (int) Math.min(each.exitBar(), bars - 1);
      Arrays.fill(held, from, to + 1, true);
    }
    int count = 0;
    for (boolean each : held) {
      count += each ? 1 : 0;
    }
    return (double) count / bars;
  }

  /// Rates of a year, from the worth at the end of each day.
  private record Year(double annual, double volatility, double downside) {
    static Year of(double[] days, double daysPerYear) {
      double[] returns = returns(days);
      double growth =
          returns.length == 0
              ? Double.NaN
              : Math.pow(days[days.length - 1] / days[0], 1.0 / returns.length) - 1;
      double variance = Math.pow(Sample.deviation(returns), 2);
      double squared = (1 + growth) * (1 + growth);
      double losses =
          Sample.mean(Arrays.stream(returns).map(r -> Math.pow(Math.min(r, 0), 2)).toArray());
      return new Year(
          Math.pow(1 + growth, daysPerYear) - 1,
          Math.sqrt(Math.pow(variance + squared, daysPerYear) - Math.pow(squared, daysPerYear)),
          Math.sqrt(losses * daysPerYear));
    }
  }

  /// Drawdowns from peak to recovery; one that lasts a single bar does not count among the
  /// episodes.
  private record Losses(double deepest, double average, long longest, double averageNanos) {
    static Losses of(EquityCurve curve) {
      double peak = Double.NEGATIVE_INFINITY;
      double deepest = 0;
      double episode = 0;
      int since = 0;
      double sum = 0;
      double nanos = 0;
      long longest = 0;
      int episodes = 0;
      for (int i = 0; i < curve.size(); i++) {
        peak = Math.max(peak, curve.value(i));
        double depth = curve.value(i) / peak - 1;
        deepest = Math.min(deepest, depth);
        episode = Math.min(episode, depth);
        if (depth == 0 || i == curve.size() - 1) {
          if (i > since + 1) {
            long length = curve.openNanos(i) - curve.openNanos(since);
            episodes++;
            sum += episode;
            nanos += length;
            longest = Math.max(longest, length);
          }
          since = i;
          episode = 0;
        }
      }
      return new Losses(
          deepest,
          episodes == 0 ? Double.NaN : sum / episodes,
          longest,
          episodes == 0 ? Double.NaN : nanos / episodes);
    }
  }
}
