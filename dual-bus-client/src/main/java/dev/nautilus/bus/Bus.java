package dev.nautilus.bus;

/// The two buses.
public enum Bus {
  /// Star: the hub to all engines, pushed (Redis 6380).
  MARKET_DATA("md"),
  /// Mesh: engine to engine, at least once (Redis 6381).
  ENGINE_LOGIC("el");

  private final String prefix;

  Bus(String prefix) {
    this.prefix = prefix;
  }

  /// First part of every key and channel on this bus.
  public String prefix() {
    return prefix;
  }
}
