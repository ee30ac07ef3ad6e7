package dev.nautilus.bus;

/// How one bus is, with the reason when it is not well.
///
/// @param status as a health page shows it
/// @param detail a sentence for an operator
public record BusHealth(Status status, String detail) {
  /// Verdict.
  public enum Status {
    /// Connected and moving.
    UP,
    /// Working with a handicap.
    DEGRADED,
    /// Not connected.
    DOWN
  }
}
