package dev.nautilus.bench;

/// What is measured besides contenders in scenarios.
enum Probe {
  /// What thirteen idle engines cost the servers.
  IDLE,
  /// Alerts to an engine that works off a backlog, nothing durable.
  EXPRESS,
  /// The same with `appendfsync always`, as the Engine Logic bus runs.
  EXPRESS_DURABLE,
  /// What moving engines from main Redis to the buses saves, and what the bridge costs a round
  /// trip.
  MIGRATION
}
