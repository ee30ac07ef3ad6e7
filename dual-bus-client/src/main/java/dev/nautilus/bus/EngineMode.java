package dev.nautilus.bus;

/// Where an engine's messages travel.
public enum EngineMode {
  /// On main Redis, in the format of engines that have not migrated.
  LEGACY,
  /// From one of the others to the other; see [Migration].
  MIGRATING,
  /// On the two buses.
  DUAL;

  /// The other end of a migration.
  ///
  /// @throws IllegalStateException of MIGRATING
  public EngineMode other() {
    return switch (this) {
      case LEGACY -> DUAL;
      case DUAL -> LEGACY;
      case MIGRATING -> throw new IllegalStateException("MIGRATING has no other end");
    };
  }
}
