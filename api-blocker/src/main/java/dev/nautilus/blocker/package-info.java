/// Keeps engines off the vendors' doorsteps: where a connection may go is decided here, by values
/// that a table of cases can test, and only asked for by the code that watches connections.
///
/// Start at [dev.nautilus.blocker.BlockPolicy]. It depends on the JDK alone, because this jar is
/// loaded into other teams' processes.
///
/// **Threads** Everything is immutable. **Errors** A setting that cannot be read is an
/// [IllegalArgumentException] when the policy is made; a destination that cannot be read is never
/// an exception but a refusal. **Units** Ports are 1 to 65535.
@NullMarked
package dev.nautilus.blocker;

import org.jspecify.annotations.NullMarked;
