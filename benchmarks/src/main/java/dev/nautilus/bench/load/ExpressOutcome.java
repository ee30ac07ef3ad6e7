package dev.nautilus.bench.load;

/// How long an alert takes to an engine, while it has nothing else to do and while it works off a
/// backlog of the same family.
///
/// @param durable whether the server writes each message to disk before it confirms
/// @param backlog messages that waited for the engine when it started
/// @param drainSeconds how long the engine took for those that were left when measuring began
/// @param idle compressed HdrHistogram in base 64, nanoseconds from `publish` to the reaction,
///   before the backlog or after it, whichever has the lower p99
/// @param draining the same, of alerts published before the backlog was done
/// @param lost messages and alerts that were confirmed and never came
/// @param doubled messages and alerts that came again
/// @param outOfOrder messages that came after a later one of their kind
public record ExpressOutcome(
    boolean durable,
    long backlog,
    double drainSeconds,
    String idle,
    String draining,
    long lost,
    long doubled,
    long outOfOrder) {

  /// Whether each message came once and in order.
  public boolean faultless() {
    return lost == 0 && doubled == 0 && outOfOrder == 0;
  }
}
