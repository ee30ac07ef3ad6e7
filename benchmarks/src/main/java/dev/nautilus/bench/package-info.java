/// Drives a comparison of buses: rounds, a fresh server and a fresh JVM for each measurement, and a
/// report that sets each contender against the others of the same round.
///
/// **Threads** Everything happens on the main thread, one measurement after the other. **Errors** A
/// measurement that fails or hangs ends the run with a [dev.nautilus.bench.BenchException]; a
/// result file is written only for a run that came to its end. **Units** as in each name; rates are
/// per second.
@NullMarked
package dev.nautilus.bench;

import org.jspecify.annotations.NullMarked;
