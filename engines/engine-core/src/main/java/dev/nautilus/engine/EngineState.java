package dev.nautilus.engine;

/// How far an engine is.
enum EngineState {
  /// Subscribing.
  STARTING,
  /// Waiting for, or learning from, history.
  WARMING_UP,
  /// Reacting to what it hears.
  READY,
  /// Asked to end, finishing what it holds.
  STOPPING,
  /// It will not go on by itself; the reason says why.
  FAILED
}
