/// Keeps what was asked of each source on the durable Engine Logic Redis, so that a restart forgets
/// neither a quota nor a silence.
///
/// **Threads** Counts are written by whoever made the call; what could not be written is tried
/// again on a beat. **Errors** While the Redis is away at the start, sources with a quota are not
/// asked; later, counts wait in memory. **Units** Calls; times are UTC.
@NullMarked
package dev.nautilus.hub.budget;

import org.jspecify.annotations.NullMarked;
