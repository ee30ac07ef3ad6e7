/// The simulated market: what every symbol cost at every instant since 2019, as a pure function of
/// seed, symbol and instant. Two processes with one seed see one market, and a restart changes
/// nothing.
///
/// **Always open, on purpose.** The exchange trades around the clock on every calendar day; a
/// session is one UTC day, and volatility and volume form a U over it. So a fleet started on a
/// Sunday night is as alive as one started on a Monday noon.
///
/// **Built top down.** A daily walk (three common factors, one own, jumps, informed flow) gives the
/// closes; a Brownian bridge gives two knots a minute between them; the highest and lowest price of
/// a minute are drawn from the exact law of the bridge's extremes; one price a second is threaded
/// through those four. Ticks, live quotes, minute and daily bars are all read from that one path,
/// so they cannot contradict each other. All trades within one second share its price.
///
/// **What can be predicted.** Most of a return is noise. The rest is known and can be asked for
/// ([dev.nautilus.simulator.market.ReturnParts]): a drift that is constant over blocks of twenty
/// minutes (a tenth of the minute's standard deviation, so a predictor that sees past returns can
/// earn an information coefficient near 0.1), a slow daily drift, a weak pull to the symbol's base
/// price, and the drift of informed episodes, which signed volume gives away.
///
/// **Threads** all public types may be shared. **Errors** an instant before [Market#FIRST_DAY] or
/// forty years after it is an `IllegalArgumentException`. **Units** prices in the instrument's
/// currency (pence for `GBp`), returns as natural logarithms, volumes in shares or base units.
@NullMarked
package dev.nautilus.simulator.market;

import org.jspecify.annotations.NullMarked;
