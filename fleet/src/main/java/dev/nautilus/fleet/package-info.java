/// The whole fleet on one machine: three Redises, the simulated vendors, the hub and every engine,
/// started in the order they need each other and stopped in the reverse. Hub and engines share one
/// process, or each engine has one of its own and is looked after there.
///
/// Start at [dev.nautilus.fleet.FleetMain], which the script `nautilus` calls. Nothing here is for
/// production: there every service is a process of its own (`docker-compose.yml`).
///
/// **Threads** Services start side by side, each on a thread with its name; everything else runs on
/// the caller's. **Errors** [dev.nautilus.fleet.FleetException] carries a sentence that says what
/// to do and the exit code of the process.
@NullMarked
package dev.nautilus.fleet;

import org.jspecify.annotations.NullMarked;
