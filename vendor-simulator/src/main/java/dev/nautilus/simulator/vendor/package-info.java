/// The port behind which every simulated vendor sits. A vendor is one package that implements
/// [dev.nautilus.simulator.vendor.SimulatedVendor] and names it in
/// `META-INF/services/dev.nautilus.simulator.vendor.SimulatedVendor`; serving, counting, faults and
/// the control API are then there without another line.
///
/// **Threads** answers are asked for on many threads at once; a stream session is called by one
/// thread at a time. **Errors** a vendor answers bad input in its own wire format; an exception is
/// a defect of the simulator and becomes a plain 500. **Units** instants are the simulated clock's.
@NullMarked
package dev.nautilus.simulator.vendor;

import org.jspecify.annotations.NullMarked;
