/// Who follows what: subscriptions made over REST or the bus, kept over restarts, added up to one
/// demand, so that the hub polls and streams once for all of them. Start at
/// [dev.nautilus.hub.subscribe.Subscriptions].
///
/// **Threads** Everything public is safe for many. Values are handed to a follower's feed without
/// waiting; a slow follower loses old values, and is told. **Errors** What exceeds a bound is an
/// IllegalArgumentException or an empty Optional. **Units** Leases are real time.
@NullMarked
package dev.nautilus.hub.subscribe;

import org.jspecify.annotations.NullMarked;
