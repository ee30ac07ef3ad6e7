/// The websocket engine: the gateway through which browsers see what travels on the buses. A
/// session subscribes to channels with filters, gets the present state, then its changes, without a
/// seam between them, as fast as it can take them and no faster. How a slow session is treated is
/// in [dev.nautilus.engines.websocket.method].
///
/// **Threads** what is known of the channels belongs to the engine thread; a subscription begins on
/// it, which is why there is no seam. Each session has a virtual thread that writes. The engine
/// thread never waits for a session.
@NullMarked
package dev.nautilus.engines.websocket;

import org.jspecify.annotations.NullMarked;
