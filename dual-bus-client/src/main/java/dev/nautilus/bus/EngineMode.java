package dev.nautilus.bus;

/// Where an engine's messages travel.
public enum EngineMode {
  /// On main Redis, in the format of engines that have not migrated.
  LEGACY(0),
  /// From one of the others to the other; see [Migration].
  MIGRATING(1),
  /// On the two buses.
  DUAL(2);

  private final int number;

  EngineMode(int number) {
    this.number = number;
  }

  /// As a meter says it: 0, 1, 2.
  public int number() {
    return number;
  }

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
