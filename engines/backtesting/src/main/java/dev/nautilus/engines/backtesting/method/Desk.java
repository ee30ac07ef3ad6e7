package dev.nautilus.engines.backtesting.method;

/// Where a strategy places its orders. What is placed on a bar's close executes at the next bar at
/// the earliest.
public final class Desk {
  private final Broker broker;
  private final Ledger ledger;
  private final Market market;
  private final long latencyNanos;

  Desk(Broker broker, Ledger ledger, Market market, long latencyNanos) {
    this.broker = broker;
    this.ledger = ledger;
    this.market = market;
    this.latencyNanos = latencyNanos;
  }

  /// Buys or sells at the market.
  ///
  /// @param units negative to sell
  /// @return the order's number
  public long market(int instrument, double units) {
    return place(instrument, WorkingOrder.Type.MARKET, units, Double.NaN);
  }

  /// Buys or sells at a limit or better.
  public long limit(int instrument, double units, double limit) {
    return place(instrument, WorkingOrder.Type.LIMIT, units, require(limit));
  }

  /// Buys or sells once a price is reached.
  public long stop(int instrument, double units, double stop) {
    return place(instrument, WorkingOrder.Type.STOP, units, require(stop));
  }

  private static double require(double price) {
    if (!Double.isFinite(price)) {
      throw new IllegalArgumentException("a price must be finite, was " + price);
    }
    return price;
  }

  /// Buys or sells whole units for a share of what is free when it executes.
  ///
  /// @param side +1 to buy, -1 to sell
  /// @param share more than 0, at most 1
  public long share(int instrument, int side, double share) {
    if (!(share > 0 && share <= 1) || Math.abs(side) != 1) {
      throw new IllegalArgumentException(
          "share must be in (0, 1] and side 1 or -1, were " + share + " and " + side);
    }
    return broker.place(
        new WorkingOrder.Wish(
            instrument,
            WorkingOrder.Type.MARKET,
            side,
            0,
            Double.NaN,
            share,
            false,
            market.now() + latencyNanos));
  }

  /// Closes what is held of an instrument; nothing when nothing is.
  public void close(int instrument) {
    double held = ledger.position(instrument);
    if (held != 0) {
      broker.place(
          new WorkingOrder.Wish(
              instrument,
              WorkingOrder.Type.MARKET,
              held > 0 ? -1 : 1,
              Math.abs(held),
              Double.NaN,
              0,
              true,
              market.now() + latencyNanos));
    }
  }

  /// Takes an order back.
  ///
  /// @return whether it was still working
  public boolean cancel(long order) {
    return broker.cancel(order);
  }

  /// Units held; negative for a short position.
  public double position(int instrument) {
    return ledger.position(instrument);
  }

  /// Orders that are not done.
  public int working() {
    return broker.working();
  }

  private long place(int instrument, WorkingOrder.Type type, double units, double price) {
    if (!Double.isFinite(units) || units == 0) {
      throw new IllegalArgumentException("units must be finite and not 0, were " + units);
    }
    return broker.place(
        new WorkingOrder.Wish(
            instrument,
            type,
            units > 0 ? 1 : -1,
            Math.abs(units),
            price,
            0,
            false,
            market.now() + latencyNanos));
  }
}
