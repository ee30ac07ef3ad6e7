package dev.nautilus.message;

import java.time.Instant;

/// How an engine instance is, absolute; said at every change and at regular times.
///
/// @param engine which engine
/// @param instance which instance of it
/// @param status verdict
/// @param detail a sentence for an operator; why, unless READY
/// @param warmUp share of the history it needs that it has, in [0, 1]
/// @param reactions messages reacted to since it started
/// @param failures reactions that failed since it started
/// @param since when the status was reached (UTC)
public record EngineHealth(
    String engine,
    String instance,
    Status status,
    String detail,
    double warmUp,
    long reactions,
    long failures,
    Instant since) {

  /// Verdict.
  public enum Status {
    /// Connecting.
    STARTING,
    /// Reading history; says nothing yet.
    WARMING_UP,
    /// Publishing.
    READY,
    /// Publishing with a handicap.
    DEGRADED,
    /// Not working.
    FAILED,
    /// Draining.
    STOPPING
  }

  public EngineHealth {
    Guard.text(engine, "engine");
    Guard.text(instance, "instance");
    Guard.fraction(warmUp, "warmUp");
    Guard.notNegative(reactions, "reactions");
    Guard.notNegative(failures, "failures");
  }
}
