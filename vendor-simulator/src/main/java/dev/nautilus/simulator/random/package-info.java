/// Randomness that can be asked for by number: everything the simulated world invents is drawn
/// here, so the same seed always tells the same story, in any order of questions and after any
/// restart.
///
/// **Threads** all types are immutable and safe to share. **Errors** none: every index has a draw.
/// **Units** uniform draws are fractions in (0, 1), gaussian draws have mean 0 and variance 1.
@NullMarked
package dev.nautilus.simulator.random;

import org.jspecify.annotations.NullMarked;
