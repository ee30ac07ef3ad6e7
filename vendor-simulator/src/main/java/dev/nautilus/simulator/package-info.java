/// Plays vendor APIs on loopback, in the vendors' own wire formats, so that an adapter cannot tell
/// the difference: for tests of the hub, for the fleet on one machine, for demonstrations without
/// keys or internet.
///
/// Start with [dev.nautilus.simulator.VendorSimulator]; `SimulatorMain` is the same from a command
/// line, and the control port (8850) is the same for people with `curl`.
///
/// **Threads** everything public may be shared. **Errors** an unknown vendor is an
/// `IllegalArgumentException` that lists the known ones; a taken port is an `IllegalStateException`
/// that names it. **Units** see the packages below.
@NullMarked
package dev.nautilus.simulator;

import org.jspecify.annotations.NullMarked;
