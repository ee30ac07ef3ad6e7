/// Equations that have no formula: where a function of one number is 0.
///
/// **Threads** one at a time. **Errors** none: where signs do not differ the answer is one of the
/// ends. **Units** those of the caller.
@NullMarked
package dev.nautilus.quant.solve;

import org.jspecify.annotations.NullMarked;
