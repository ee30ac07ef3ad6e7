/// How the tape becomes bars, and how books, venues, sequences and corporate actions are kept:
/// plain arithmetic, without Spring and without a bus.
///
/// **Threads** Nothing here is safe for several threads. **Errors** A parameter out of its range is
/// an [IllegalArgumentException]. **Units** Prices in the instrument's currency, sizes in shares,
/// contracts or coins, both exact decimals; times are UTC instants of the venue.
///
/// **State** What streams can be stopped and continued: `state()` gives a plain record, `restore`
/// takes it, and what follows is the same bit for bit.
///
/// **Sources** López de Prado, *Advances in Financial Machine Learning* (2018), chapter 2, for the
/// bars of other clocks than time; Nasdaq MoldUDP64 1.00 and the depth stream rules of Binance for
/// sequences; the published checksum rules of Kraken, OKX and Bitget; QuantConnect Lean's factor
/// files for corporate actions.
@NullMarked
package dev.nautilus.engines.marketdata.method;

import org.jspecify.annotations.NullMarked;
