package dev.nautilus.bus.codec;

/// Where the randomness of a test begins: a new place each time, or the one being looked into.
final class Seed {
  private Seed() {}

  /// Given by `-Dnautilus.seed`, else new. Name it in the assertion, so that a failure prints it.
  static long next() {
    return Long.getLong("nautilus.seed", System.nanoTime());
  }
}
