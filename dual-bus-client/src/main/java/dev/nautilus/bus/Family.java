package dev.nautilus.bus;

import java.util.Locale;

/// The streams of a bus. Types that are read together share one, so that frames fill; each family
/// is written by its owner only.
public enum Family {
  /// Prices as they change; the hub writes.
  TICKS(Bus.MARKET_DATA, Delivery.PUSHED),
  /// Bars, consolidated quotes, gaps and quality; the hub and the marketdata engine write.
  BARS(Bus.MARKET_DATA, Delivery.PUSHED),
  /// News, fundamentals, economic series, corporate actions; the hub writes.
  REFERENCE(Bus.MARKET_DATA, Delivery.PUSHED),
  /// The tape of our own fills; portfolio writes.
  EXECUTION(Bus.MARKET_DATA, Delivery.PUSHED),
  /// Generic messages of any engine.
  APP(Bus.MARKET_DATA, Delivery.PUSHED),
  /// What engines ask of the hub; the hub's group reads.
  REQUESTS(Bus.MARKET_DATA, Delivery.PULLED),
  /// Features, predictions, toxicity, signals.
  SIGNALS(Bus.ENGINE_LOGIC, Delivery.PULLED),
  /// Risk, margin and limits.
  RISK(Bus.ENGINE_LOGIC, Delivery.PULLED),
  /// Orders, decisions, fills, positions.
  ORDERS(Bus.ENGINE_LOGIC, Delivery.PULLED),
  /// Health, coordination, alerts, back-tests.
  SYSTEM(Bus.ENGINE_LOGIC, Delivery.PULLED);

  /// How a family's frames reach a reader.
  public enum Delivery {
    /// Published to every subscriber and kept in the stream for catching up.
    PUSHED,
    /// Read from the stream by consumer groups, acknowledged after success.
    PULLED
  }

  private final Bus bus;
  private final Delivery delivery;

  Family(Bus bus, Delivery delivery) {
    this.bus = bus;
    this.delivery = delivery;
  }

  /// The bus it lives on.
  public Bus bus() {
    return bus;
  }

  /// How its frames reach a reader.
  public Delivery delivery() {
    return delivery;
  }

  /// The name in keys: `ticks`, `bars` ...
  public String keyName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
