package dev.nautilus.quant.performance;

import dev.nautilus.quant.flow.Moments;

/// Statistics of round trips, one at a time; immutable, each update O(1). `NaN` where undefined.
///
/// **Sources** Tharp (1998), Trade Your Way to Financial Freedom, for expectancy and SQN; Kelly
/// (1956), Bell System Technical Journal 35(4); Sweeney (1997) for adverse and favourable
/// excursion.
///
/// @param profits of all, money
/// @param wins of those above 0
/// @param losses of those below 0
/// @param returns of all, fractions
/// @param gained sum of the positive returns
/// @param lost sum of the negative returns, 0 or below
/// @param best highest return
/// @param worst lowest return
/// @param logReturns sum of `ln(1 + return)`
/// @param adverse of those whose way is known
/// @param favourable of the same
public record TradeTally(
    Moments profits,
    Moments wins,
    Moments losses,
    Moments returns,
    double gained,
    double lost,
    double best,
    double worst,
    double logReturns,
    Moments adverse,
    Moments favourable) {
  /// No trades.
  public static final TradeTally NONE =
      new TradeTally(
          Moments.NONE,
          Moments.NONE,
          Moments.NONE,
          Moments.NONE,
          0,
          0,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          0,
          Moments.NONE,
          Moments.NONE);

  /// One more. Its return does not count when it is `NaN`: of an entry at price 0 there is none.
  public TradeTally plus(TradeOutcome trade) {
    double profit = trade.profit();
    double returned = trade.returned();
    boolean known = !Double.isNaN(returned);
    return new TradeTally(
        profits.plus(profit),
        profit > 0 ? wins.plus(profit) : wins,
        profit < 0 ? losses.plus(profit) : losses,
        known ? returns.plus(returned) : returns,
        known ? gained + Math.max(returned, 0) : gained,
        known ? lost + Math.min(returned, 0) : lost,
        known ? Math.max(best, returned) : best,
        known ? Math.min(worst, returned) : worst,
        known ? logReturns + Math.log1p(returned) : logReturns,
        Double.isNaN(trade.adverse()) ? adverse : adverse.plus(trade.adverse()),
        Double.isNaN(trade.favourable()) ? favourable : favourable.plus(trade.favourable()));
  }

  /// How many.
  public long count() {
    return profits.count();
  }

  /// Share of trades with a profit, in [0, 1].
  public double hitRate() {
    return (double) wins.count() / count();
  }

  /// Sum of positive returns over the sum of negative ones. Undefined without a loss.
  public double profitFactor() {
    return lost < 0 ? gained / -lost : Double.NaN;
  }

  /// Mean return of a trade, a fraction.
  public double expectancy() {
    return mean(returns);
  }

  /// Geometric mean return of a trade, a fraction.
  public double geometricMean() {
    return returns.count() == 0 ? Double.NaN : Math.expm1(logReturns / returns.count());
  }

  /// System quality number, `sqrt(n) mean(profit) / sd(profit)`. Undefined below two trades.
  public double systemQuality() {
    return Math.sqrt((double) count()) * mean(profits) / profits.deviation();
  }

  /// Mean profit of the winners, money.
  public double averageWin() {
    return mean(wins);
  }

  /// Mean loss of the losers, money, negative.
  public double averageLoss() {
    return mean(losses);
  }

  /// Share of capital that grows it fastest, `p - (1-p) / (average win / average loss)`. Undefined
  /// without a winner and a loser.
  public double kelly() {
    return hitRate() - (1 - hitRate()) / (averageWin() / -averageLoss());
  }

  /// Mean of the greatest losses on the way, a fraction.
  public double meanAdverse() {
    return mean(adverse);
  }

  /// Mean of the greatest gains on the way, a fraction.
  public double meanFavourable() {
    return mean(favourable);
  }

  private static double mean(Moments moments) {
    return moments.count() == 0 ? Double.NaN : moments.mean();
  }
}
