package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Lane;

/// One message on its way to one seat.
///
/// @param seat who gets it
/// @param posted what it gets
/// @param attempts how often its handler has thrown
/// @param redelivered whether a handler of this engine may have seen it
record Delivery(Seat<?> seat, Posted posted, int attempts, boolean redelivered) {
  Delivery failedOnce() {
    return new Delivery(seat, posted, attempts + 1, true);
  }

  /// Its handler was stopping or full, which says nothing about the message.
  Delivery notTaken() {
    return new Delivery(seat, posted, attempts, true);
  }

  boolean isRetry() {
    return redelivered;
  }

  /// What waits while this one has failed: later messages of its key, for the same handler.
  /// Messages without a key, and those of unordered types, wait for nobody.
  Object line() {
    String key = posted.envelope().key();
    return key.isEmpty() || posted.lane() == Lane.SHARED
        ? new LineKey(seat, posted.envelope().id())
        : new LineKey(seat, key);
  }

  private record LineKey(Seat<?> seat, Object key) {}
}
