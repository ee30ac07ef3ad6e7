package dev.nautilus.engines.features.method;

import java.util.List;

/// Measures of the public tape. Trades that a source merged count as one.
final class TradeMeasures {

  private TradeMeasures() {}

  static List<Measure<TapeTrade>> all() {
    return List.of(roll(), imbalance());
  }

  private static Measure<TapeTrade> roll() {
    return Measure.named("roll_trades", "Roll spread of trades")
        .definition("2 sqrt(-cov(change, change[1])) of trade prices, over `trades` pairs")
        .unit("price")
        .source("Roll (1984), J. Finance 39(4)")
        .undefined("during warm-up; when the covariance is positive")
        .bars("trades", 100, 2)
        .lookback(params -> params.whole(0) + 1)
        .trades(
            (params, memory) -> {
              Filter spread = new RollSpread(params.whole(0), memory);
              return (trade, out) -> out[0] = spread.next(trade.price());
            });
  }

  private static Measure<TapeTrade> imbalance() {
    return Measure.named("trade_imbalance", "Trade imbalance")
        .definition(
            "sum of signed size / sum of size over the last `trades` trades; + above the price"
                + " before, - below it, as before when equal (tick test)")
        .unit("fraction in [-1, 1], positive for buying pressure")
        .source("Lee & Ready (1991), J. Finance 46(2), tick test")
        .undefined("during warm-up; when nothing has size")
        .bars("trades", 100)
        .lookback(params -> params.whole(0))
        .trades(
            (params, memory) -> {
              Delay price = memory.delay(1);
              Cell side = memory.cell(0);
              WindowSum signed = memory.sum(params.whole(0));
              WindowSum size = memory.sum(params.whole(0));
              return (trade, out) -> {
                double move = trade.price() - price.next(trade.price());
                if (move != 0) {
                  side.set(Math.signum(move));
                }
                double first = Double.isNaN(move) ? move : trade.size();
                out[0] = signed.next(first * side.get()) / size.next(first);
              };
            });
  }
}
