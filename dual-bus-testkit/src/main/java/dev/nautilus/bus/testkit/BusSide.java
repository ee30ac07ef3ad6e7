package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;

/// What a client in memory has once per bus.
///
/// @param bus which one
/// @param counts what went over it
/// @param mailbox what came and waits for its handler
/// @param outgoing what is sent
record BusSide(Bus bus, Counts counts, Mailbox mailbox, Outgoing outgoing) {
  static BusSide of(Bus bus, InMemoryBroker broker, long incarnation, BusOptions options) {
    Counts counts = new Counts();
    return new BusSide(
        bus,
        counts,
        new Mailbox(counts, options, broker, System::nanoTime),
        new Outgoing(incarnation, broker, counts, options.bufferBytes()));
  }

  /// Runs the handlers until the mailbox is stopped.
  Thread startThread(String name) {
    Thread thread = new Thread(mailbox::runUntilStopped, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
