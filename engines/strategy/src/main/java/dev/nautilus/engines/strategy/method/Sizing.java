package dev.nautilus.engines.strategy.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How much to trade.
public final class Sizing {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// So many trades count as much as the belief that there is no edge.
  private static final int DOUBT = 30;

  private Sizing() {}

  /// What fixed-risk sizing needs beside prices.
  ///
  /// @param equity money that is traded with
  /// @param risk fraction of it that may be lost at the stop
  /// @param commission rate paid on each side, a fraction
  /// @param exchangeRate from the price's currency to the equity's; 0 when not known
  /// @param hardLimit most that may be traded; 0 for none
  /// @param units parts it is traded in
  /// @param batch quantities are multiples of this
  /// @param maxQuantity most that one order may hold
  public record RiskBudget(
      BigDecimal equity,
      BigDecimal risk,
      BigDecimal commission,
      BigDecimal exchangeRate,
      BigDecimal hardLimit,
      int units,
      BigDecimal batch,
      BigDecimal maxQuantity) {}

  /// The quantity at which the stop costs just the risk budget.
  ///
  /// **Definition** `⌊E·ρ(1-2c) / (fx·|entry-stop|) / units⌋` to a multiple of the batch; the hard
  /// limit before the division by units, the largest order after. **Source** the position sizer of
  /// nautilus_trader (tests/unit_tests/risk/test_sizing.py). **0** without equity, rate, or a
  /// distance to the stop.
  public static BigDecimal fixedRisk(BigDecimal entry, BigDecimal stop, RiskBudget budget) {
    BigDecimal distance = entry.subtract(stop).abs();
    BigDecimal each = distance.multiply(budget.exchangeRate());
    if (each.signum() <= 0 || budget.equity().signum() <= 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal money = budget.equity().multiply(budget.risk());
    BigDecimal both = BigDecimal.TWO.multiply(budget.commission());
    BigDecimal left = money.subtract(money.multiply(both));
    BigDecimal size = left.divide(each, MathContext.DECIMAL64);
    if (budget.hardLimit().signum() > 0) {
      size = size.min(budget.hardLimit());
    }
    BigDecimal unit = size.divide(BigDecimal.valueOf(budget.units()), MathContext.DECIMAL64);
    BigDecimal batches = unit.divide(budget.batch(), 0, RoundingMode.FLOOR);
    return batches.max(BigDecimal.ZERO).multiply(budget.batch()).min(budget.maxQuantity());
  }

  /// The quantity whose volatility is the one wanted.
  ///
  /// **Definition** `E·σ* / (σ·|price|)`, at most `leverage·E/|price|`. **Source** Carver,
  /// Systematic Trading (2015), ch. 9. **Undefined** (`NaN`) where σ or the price is not above 0.
  ///
  /// @param target annual volatility wanted, a fraction
  /// @param deviation annual volatility of the instrument, a fraction
  /// @param leverage most exposure over equity
  public static double volatilityTarget(
      double equity, double target, double deviation, double price, double leverage) {
    if (!(deviation > 0) || !(Math.abs(price) > 0)) {
      return Double.NaN;
    }
    double most = leverage * equity / Math.abs(price);
    return Math.min(equity * target / (deviation * Math.abs(price)), most);
  }

  /// The share of money that makes it grow fastest, were the past the future.
  ///
  /// **Definition** `W - (1-W)/R`, W the share of trades that won, R mean win over mean loss.
  /// **Source** Kelly (1956); the form of Thorp (2006). **Undefined** (`NaN`) without a win or
  /// without a loss.
  ///
  /// @param profits of each trade, in money
  public static double kelly(double[] profits) {
    int wins = 0;
    int losses = 0;
    double won = 0;
    double lost = 0;
    for (double profit : profits) {
      if (profit > 0) {
        wins++;
        won += profit;
      } else if (profit < 0) {
        losses++;
        lost -= profit;
      }
    }
    if (wins == 0 || losses == 0) {
      return Double.NaN;
    }
    double share = winRate(profits);
    double ratio = won / wins / (lost / losses);
    return share - (1 - share) / ratio;
  }

  /// Share of trades that won; `NaN` without a trade.
  public static double winRate(double[] profits) {
    int wins = 0;
    for (double profit : profits) {
      wins += profit > 0 ? 1 : 0;
    }
    return (double) wins / profits.length;
  }

  /// What of Kelly is dared: half of it, and the less of that the fewer trades it rests on.
  ///
  /// **Definition** `max(0, K)/2 · n/(n+30)`. **Source** half Kelly: MacLean, Thorp & Ziemba
  /// (2010); the shrinkage towards 0 is that of a mean with 30 prior trades without edge. **0**
  /// where Kelly is not known.
  public static double cautiousKelly(double[] profits) {
    double kelly = kelly(profits);
    return Double.isNaN(kelly)
        ? 0
        : Math.max(0, kelly) / 2 * profits.length / (profits.length + DOUBT);
  }

  /// How sure a probability is of itself, in standard deviations.
  ///
  /// **Definition** `z = (p - 1/K) / √(p(1-p))`. **Source** López de Prado, Advances in Financial
  /// Machine Learning (2018), snippet 10.1. **Undefined** (`NaN`) unless p is in (0, 1).
  ///
  /// @param classes K, 2 or more
  public static double betScore(double probability, int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("classes must be 2 or more, was " + classes);
    }
    return probability > 0 && probability < 1
        ? (probability - 1.0 / classes) / Math.sqrt(probability * (1 - probability))
        : Double.NaN;
  }

  /// Size of a bet by the probability that it wins, in [-1, 1]: `2Φ(z) - 1`, see [#betScore].
  public static double betSize(double probability, int classes) {
    return 2 * NORMAL.cumulativeProbability(betScore(probability, classes)) - 1;
  }
}
