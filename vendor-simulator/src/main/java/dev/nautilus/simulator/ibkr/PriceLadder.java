package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.Quote;
import dev.nautilus.simulator.random.Draws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The price ladder around the market, as the documentation describes it: asks from the highest
/// down, the last trade as `size @ price`, bids from the highest down. The best level of each side
/// is the quote's, so that the two cannot contradict each other.
final class PriceLadder {
  private static final int LEVELS = 5;
  private static final int LOT = 100;
  private static final int MOST_LOTS = 20;

  private final Market market;
  private final Draws sizes;

  PriceLadder(Market market, Draws sizes) {
    this.market = market;
    this.sizes = sizes;
  }

  /// All rows, in the order of their numbers; none where nothing is quoted.
  List<ObjectNode> rows(Instrument instrument, Instant now) {
    if (!instrument.hasQuotes() || !instrument.hasVolume()) {
      return List.of();
    }
    Quote quote = market.quote(instrument, now);
    double tick = 1.0 / instrument.ticksPerUnit();
    List<ObjectNode> rows = new ArrayList<>();
    for (int level = LEVELS - 1; level >= 0; level--) {
      long size = level == 0 ? quote.askSize() : size(instrument, now, level);
      add(rows, instrument, quote.ask() + level * tick).put("ask", text(size));
    }
    ObjectNode last = add(rows, instrument, quote.last());
    last.put("focus", 1);
    last.put(
        "price",
        "%d @ %s"
            .formatted(
                Math.max(LOT, quote.lastSize()),
                FieldValues.price(instrument, quote.last()).asString("")));
    for (int level = 0; level < LEVELS; level++) {
      long size = level == 0 ? quote.bidSize() : size(instrument, now, -level);
      add(rows, instrument, quote.bid() - level * tick).put("bid", text(size));
    }
    return rows;
  }

  private long size(Instrument instrument, Instant now, int level) {
    Draws own = sizes.of(instrument.symbol()).of(now.getEpochSecond());
    return (long) LOT * (1 + own.below(MOST_LOTS, level));
  }

  private static ObjectNode add(List<ObjectNode> rows, Instrument instrument, double price) {
    ObjectNode row = IbkrJson.object();
    row.put("row", rows.size());
    row.put("focus", 0);
    row.set("price", FieldValues.price(instrument, price));
    rows.add(row);
    return row;
  }

  private static String text(long size) {
    return FieldValues.whole(size).asString("");
  }
}
