/// What a team needs to test against the buses: real Redises with fault switches
/// ([dev.nautilus.bus.testkit.NautilusBusTest]), a bus without any Redis
/// ([dev.nautilus.bus.testkit.InMemoryBroker]), a recorder that waits for messages, and the one
/// contract that every [dev.nautilus.bus.DualBusClient] keeps.
///
/// **Threads** Servers, brokers, clients and recorders may be used by many threads; a test method
/// is expected to be one. A threaded broker runs handlers on one daemon thread per client, bus and
/// lane, a manual one on the thread that calls `drain`; a relay has one thread. **Errors** What a
/// test expected and did not get is an [AssertionError] that lists what it did get; a Redis that
/// cannot be started is an [IllegalStateException] that says how to get one. **Units** Waiting
/// times are [java.time.Duration]s, real time; a manual broker's time is the
/// [java.time.InstantSource] it was given.
@NullMarked
package dev.nautilus.bus.testkit;

import org.jspecify.annotations.NullMarked;
