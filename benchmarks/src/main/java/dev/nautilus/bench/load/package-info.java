/// What runs in a measured JVM: one contender, its publisher and all its subscribers, and a ledger
/// per subscriber that checks every single delivery.
///
/// **Threads** One thread publishes; each subscriber hands its deliveries to its own
/// [dev.nautilus.bench.load.Ledger] from one thread at a time. **Errors** A contender that fails
/// ends the process with a stack trace and no outcome. **Units** Times are nanoseconds of
/// [System#nanoTime]; publisher and subscribers share one JVM, so they share that clock.
@NullMarked
package dev.nautilus.bench.load;

import org.jspecify.annotations.NullMarked;
