/// Whether this hub leads: of several, one speaks to the vendors, publishes and answers on the bus.
///
/// **Threads** A lease may be asked from any thread; it never waits. **Errors** None. **Units**
/// Monotonic nanoseconds: a change of the clock neither lengthens nor shortens a lease.
@NullMarked
package dev.nautilus.hub.lead;

import org.jspecify.annotations.NullMarked;
