package dev.nautilus.bus;

/// How urgent a message is. URGENT and above are meant for the express lane.
public enum Priority {
  /// Shed first.
  LOW,
  /// The default.
  NORMAL,
  /// Shed last of the normal lane.
  HIGH,
  /// Express lane from here on.
  URGENT,
  /// Something is breaking.
  CRITICAL,
  /// The market is breaking.
  FLASH_CRASH;

  /// Whether it takes the express lane.
  public boolean isExpress() {
    return compareTo(URGENT) >= 0;
  }
}
