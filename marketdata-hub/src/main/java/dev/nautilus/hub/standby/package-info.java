/// Several hubs, of which one leads: Spring Integration elects it by a lock on the durable Engine
/// Logic Redis. Off unless `nautilus.hub.standby.enabled` is set.
///
/// **Threads** The election has a thread of its own, which never starts or stops parts: that is
/// done by another, and a third watches the lease. **Errors** While the Redis is away nobody leads.
/// **Units** Durations; the lease is measured by the monotonic clock.
@NullMarked
package dev.nautilus.hub.standby;

import org.jspecify.annotations.NullMarked;
