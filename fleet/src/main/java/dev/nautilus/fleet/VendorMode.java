package dev.nautilus.fleet;

import java.util.Locale;

/// Where market data comes from: one or the other for the whole fleet, so that simulated and real
/// prices never meet in one figure.
enum VendorMode {
  /// Every vendor is played by the simulator.
  SIMULATED,
  /// Every vendor is the real one; those without a key are off.
  LIVE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
