/// The hub's figures: cached answers beside nginx, the way over the bus, the near cache, a trading
/// hour of thirteen engines with and without a hub, and the memory of a million entries.
///
/// **Threads** Load is offered by a plan: a thread that is late asks at once, and its lateness
/// counts as latency. **Errors** A section that cannot run says so and is not measured; it is never
/// made up. **Units** Rates are requests a second, latencies milliseconds unless said otherwise.
@NullMarked
package dev.nautilus.bench.hub;

import org.jspecify.annotations.NullMarked;
