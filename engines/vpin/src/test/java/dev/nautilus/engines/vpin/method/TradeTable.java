package dev.nautilus.engines.vpin.method;

import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.quant.flow.FlowBar;
import dev.nautilus.quant.flow.MinuteFeed;
import dev.nautilus.quant.flow.TradingGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Bars of a table of trades.
final class TradeTable {
  private TradeTable() {}

  /// The bars of the first rows.
  static List<FlowBar> bars(CsvTable table, int rows, TradingGrid grid) {
    double[] prices = table.numbers("price");
    double[] volumes = table.numbers("volume");
    int time = table.column("timestamp");
    MinuteFeed feed = new MinuteFeed(grid);
    List<FlowBar> bars = new ArrayList<>();
    for (int i = 0; i < Math.min(rows, prices.length); i++) {
      Instant at = Instant.parse(table.rows().get(i).get(time));
      feed.trade(at, prices[i], volumes[i], false).ifPresent(bars::add);
    }
    feed.time(Instant.MAX.minus(Duration.ofDays(1)), Duration.ZERO).ifPresent(bars::add);
    return bars;
  }
}
