/// How an engine reads market data: it asks the hub, never a vendor.
///
/// **Threads** The client may be shared. **Errors** A question that makes no sense is an
/// [IllegalArgumentException]; no answer in time is a [dev.nautilus.bus.BusException] with reason
/// TIMEOUT; "there is no such data" is part of the answer. **Units** Times are UTC instants.
@NullMarked
package dev.nautilus.bus.marketdata;

import org.jspecify.annotations.NullMarked;
