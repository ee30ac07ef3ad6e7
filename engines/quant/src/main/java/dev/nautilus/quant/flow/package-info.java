/// Order flow in volume time: bars of trades, bulk classification, volume buckets and the VPIN over
/// them. What the VPIN engines have in common; each update is O(1).
///
/// **State** every streaming class gives its state as a record and goes on from one, to the same
/// bits. **Threads** one at a time; nothing here is shared. **Errors** a caller's mistake is an
/// `IllegalArgumentException`; a value that is not known yet is `NaN`, never 0. **Units** volume in
/// shares or contracts, prices as quoted, durations in seconds of trading time, shares and VPIN as
/// fractions in [0, 1].
@NullMarked
package dev.nautilus.quant.flow;

import org.jspecify.annotations.NullMarked;
