/// The Redis transport on real servers: the contract, and the faults that only real servers have. A
/// package of its own, as a team's tests would be.
@NullMarked
package dev.nautilus.bus.it;

import org.jspecify.annotations.NullMarked;
