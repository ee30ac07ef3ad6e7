package dev.nautilus.engines.strategy;

import dev.nautilus.engines.strategy.SignalSource.Wish;
import dev.nautilus.engines.strategy.method.Sizing;
import java.math.BigDecimal;

/// How much a strategy goes in with: what its method says, but never more than its largest position
/// nor than its share of what trades in a bar. What is not known yet is nothing.
///
/// @param signal of the instrument, for what its bars and trades amount to
/// @param equity of the account, above 0
record PositionSize(Plan plan, SignalSource signal, double equity) {
  private static final int CLASSES = 2;
  private static final BigDecimal FINEST = new BigDecimal("0.000001");

  /// The quantity, in instrument units, 0 or more.
  ///
  /// @param price of one, in the account's currency
  BigDecimal of(Wish wish, double price) {
    if (!(price > 0)) {
      return BigDecimal.ZERO;
    }
    Plan.SizingRule rule = plan.sizing();
    double most = rule.most() * equity / price;
    double wanted =
        switch (rule.method()) {
          case FIXED_RISK -> fixedRisk(price);
          case VOLATILITY ->
              Sizing.volatilityTarget(
                  equity,
                  rule.volatility(),
                  signal.bars().deviation() * Math.sqrt(rule.barsPerYear()),
                  price,
                  rule.most());
          case PROBABILITY -> most * Math.abs(Sizing.betSize(wish.probability(), CLASSES));
          case KELLY -> Sizing.cautiousKelly(signal.tradeReturns()) * equity / price;
        };
    double size = Math.min(Math.min(wanted, most), share());
    return size > 0 ? BigDecimal.valueOf(size) : BigDecimal.ZERO;
  }

  /// So much of a bar's volume may be its own.
  private double share() {
    double volume = signal.bars().volume();
    boolean any = plan.sizing().participation() == 0 || volume == 0;
    return any ? Double.POSITIVE_INFINITY : plan.sizing().participation() * volume;
  }

  private double fixedRisk(double price) {
    double distance = plan.exits().rules().stopDistance(price, signal.bars().averageTrueRange());
    if (!(distance > 0)) {
      return 0;
    }
    Sizing.RiskBudget budget =
        new Sizing.RiskBudget(
            BigDecimal.valueOf(equity),
            BigDecimal.valueOf(plan.sizing().risk()),
            BigDecimal.valueOf(plan.sizing().commission()),
            BigDecimal.ONE,
            BigDecimal.ZERO,
            1,
            FINEST,
            BigDecimal.valueOf(Long.MAX_VALUE));
    return Sizing.fixedRisk(BigDecimal.valueOf(price), BigDecimal.valueOf(price - distance), budget)
        .doubleValue();
  }
}
