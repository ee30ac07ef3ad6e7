/// What an engine team writes against: [dev.nautilus.bus.DualBusClient] and the catalogue of typed
/// handles in [dev.nautilus.bus.MessageType]. Start at the client; the type of a message decides
/// which bus it takes.
///
/// **Threads** A client is safe for use by many threads. Handlers of one bus and lane run one at a
/// time on that bus's dispatch thread; futures complete on a bus thread, so continue with the
/// `...Async` forms before doing anything slow. **Errors** A mistake of the caller is an
/// [IllegalArgumentException] or [IllegalStateException]; an expected refusal is a value
/// ([dev.nautilus.bus.Offer]); a broken world is a [dev.nautilus.bus.BusException] that answers
/// whether to retry. **Units** Times are UTC instants; durations are [java.time.Duration].
@NullMarked
package dev.nautilus.bus;

import org.jspecify.annotations.NullMarked;
