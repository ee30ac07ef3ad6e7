/// How an engine reads market data: it asks the hub, never a vendor; it follows symbols; it looks
/// at the newest value in its own memory.
///
/// **Threads** The client may be shared; handlers run on the bus's threads. **Errors** A question
/// that makes no sense is an [IllegalArgumentException]; no answer in time on either way is a
/// [dev.nautilus.bus.BusException] with reason TIMEOUT, an answer that refuses all of it one with
/// REPLY_FAILED; "there is no such data" is part of the answer. **Units** Times are UTC instants.
@NullMarked
package dev.nautilus.bus.marketdata;

import org.jspecify.annotations.NullMarked;
