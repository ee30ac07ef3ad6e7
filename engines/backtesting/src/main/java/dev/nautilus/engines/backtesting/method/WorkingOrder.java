package dev.nautilus.engines.backtesting.method;

/// An order of a run. Changed by the [Broker] alone.
public final class WorkingOrder {
  /// How it executes.
  public enum Type {
    /// At the next price.
    MARKET,
    /// At the limit or better, once the price has traded through it.
    LIMIT,
    /// As a market order once the stop is reached.
    STOP
  }

  private final long id;
  private final int instrument;
  private final Type type;
  private final int side;
  private final long activeFrom;
  private double price;
  private double quantity;
  private double filled;
  private double notional;
  private final double equityShare;
  private final boolean closing;

  /// @param side +1 to buy, -1 to sell
  /// @param quantity in units; 0 when it is a share of the equity, or all that is held
  /// @param price limit or stop; `NaN` for a market order
  /// @param equityShare share of the equity at execution, 0 for a quantity in units
  /// @param closing whether it closes what is held when it executes
  /// @param activeFrom first instant at which it can execute
  record Wish(
      int instrument,
      Type type,
      int side,
      double quantity,
      double price,
      double equityShare,
      boolean closing,
      long activeFrom) {}

  WorkingOrder(long id, Wish wish) {
    this.id = id;
    instrument = wish.instrument;
    type = wish.type;
    side = wish.side;
    quantity = wish.quantity;
    price = wish.price;
    equityShare = wish.equityShare;
    closing = wish.closing;
    activeFrom = wish.activeFrom;
  }

  /// Number within the run, from 1.
  public long id() {
    return id;
  }

  int instrument() {
    return instrument;
  }

  Type type() {
    return type;
  }

  int side() {
    return side;
  }

  double price() {
    return price;
  }

  boolean isActive(long now) {
    return now >= activeFrom;
  }

  double equityShare() {
    return equityShare;
  }

  boolean isClosing() {
    return closing;
  }

  /// Units not executed yet.
  public double remaining() {
    return quantity - filled;
  }

  double filled() {
    return filled;
  }

  double notional() {
    return notional;
  }

  void sized(double units) {
    quantity = units;
  }

  void fill(double units, double at) {
    filled += units;
    notional += units * Math.abs(at);
  }

  void split(double factor) {
    quantity *= factor;
    filled *= factor;
    price /= factor;
  }

  /// Whether a stop is reached at a price.
  ///
  /// @param side +1 to buy, -1 to sell
  public static boolean reached(int side, double stop, double at) {
    return side > 0 ? at >= stop : at <= stop;
  }
}
