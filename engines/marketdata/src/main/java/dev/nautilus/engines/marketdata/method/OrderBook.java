package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// An order book of one venue, by price, exact decimals. Prices keep the digits they came with,
/// because checksums are taken over digits; 1.0 and 1.00 are one level.
public final class OrderBook {

  /// One price level.
  public record Level(BigDecimal price, BigDecimal size) {}

  private final NavigableMap<BigDecimal, Level> bids = new TreeMap<>(Comparator.reverseOrder());
  private final NavigableMap<BigDecimal, Level> asks = new TreeMap<>();

  /// Replaces everything.
  public void snapshot(List<Level> newBids, List<Level> newAsks) {
    bids.clear();
    asks.clear();
    newBids.forEach(level -> set(bids, level));
    newAsks.forEach(level -> set(asks, level));
  }

  /// Sets the size at a bid price; 0 takes the level out.
  public void bid(Level level) {
    set(bids, level);
  }

  /// Sets the size at an ask price; 0 takes the level out.
  public void ask(Level level) {
    set(asks, level);
  }

  private static void set(Map<BigDecimal, Level> side, Level level) {
    BigDecimal price = level.price().stripTrailingZeros();
    if (level.size().signum() < 0) {
      throw new IllegalArgumentException("size must be 0 or more, was " + level.size());
    }
    if (level.size().signum() == 0) {
      side.remove(price);
    } else {
      side.put(price, level);
    }
  }

  /// Bids, best first.
  public List<Level> bids(int depth) {
    return bids.values().stream().limit(depth).toList();
  }

  /// Asks, best first.
  public List<Level> asks(int depth) {
    return asks.values().stream().limit(depth).toList();
  }

  /// The highest bid.
  public Optional<Level> bestBid() {
    return bids.values().stream().findFirst();
  }

  /// The lowest ask.
  public Optional<Level> bestAsk() {
    return asks.values().stream().findFirst();
  }

  /// Whether the best bid stands above the best ask: on one venue a sign of a broken book.
  public boolean isCrossed() {
    return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) > 0;
  }
}
