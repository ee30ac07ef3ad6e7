package dev.nautilus.hub.publish;

/// Where terms come from.
@FunctionalInterface
interface TermSource {
  /// Raises the term and says what it is now; throws when it cannot.
  long raise();
}
