/// VPIN in its batch form and over ready-made bars. The streaming form, which the engine runs, is
/// in [dev.nautilus.quant.flow], shared with the enhanced VPIN engine.
///
/// **Threads** nothing here is shared. **Errors** a caller's mistake is an
/// `IllegalArgumentException`; what is not known yet is `NaN`. **Units** volume in shares or
/// contracts, prices as quoted, VPIN a fraction in [0, 1].
@NullMarked
package dev.nautilus.engines.vpin.method;

import org.jspecify.annotations.NullMarked;
