/// Serving simulated vendors over real sockets, counting every connection and request on the way,
/// and misbehaving when told to.
///
/// **Threads** all public types may be shared; counts are exact, not sampled. **Errors** a port
/// that cannot be bound is an `IllegalStateException` that names it. **Units** faults last by the
/// simulated clock or by a number of requests; delays are real time.
@NullMarked
package dev.nautilus.simulator.serve;

import org.jspecify.annotations.NullMarked;
