/// The transport over Redis, and the only code that sees Lettuce. One
/// [dev.nautilus.bus.lettuce.LettuceTransport] is public; the builder finds it.
///
/// **Threads** Per bus: a writer that alone sends on the command connection, and a reader; Netty's
/// threads only enqueue. Connections are re-made by the thread that owns them, never replayed by
/// Lettuce, so that what is sent again is our decision.
@NullMarked
package dev.nautilus.bus.lettuce;

import org.jspecify.annotations.NullMarked;
