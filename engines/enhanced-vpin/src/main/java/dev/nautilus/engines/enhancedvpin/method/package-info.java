/// The measures of the enhanced VPIN engine: who traded (classification), how much they knew
/// (IVPIN), what it did to the price (OFI, Kyle, Hasbrouck, Amihud), what it cost (Roll,
/// Corwin-Schultz), how ordered it was (entropy), and one score of them.
///
/// **State** every streaming class goes on from its state to the same bits. **Threads** nothing
/// here is shared. **Errors** a caller's mistake is an `IllegalArgumentException`; what is not
/// known is `NaN`, an undecided trade 0. **Units** stand with each measure.
@NullMarked
package dev.nautilus.engines.enhancedvpin.method;

import org.jspecify.annotations.NullMarked;
