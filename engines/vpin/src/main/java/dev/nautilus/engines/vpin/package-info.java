/// The VPIN engine: how one-sided the flow in an instrument is, in volume time. One
/// VPIN_CALCULATION for each volume bucket that gets full, with the VPIN up to it.
///
/// It hears TRADE and BAR: where an instrument has trades its bars are cut from them, else the bars
/// of the configured origin count. It learns 40 daily bars (average volume) and 14 days of minute
/// bars before it says anything.
///
/// **Units** volume in shares or contracts, prices as quoted, VPIN and its percentile fractions in
/// [0, 1]. **Sources** Easley, López de Prado & O'Hara (2012), RFS 25(5); criticism: Andersen &
/// Bondarenko (2014), J. Financial Markets 17.
@NullMarked
package dev.nautilus.engines.vpin;

import org.jspecify.annotations.NullMarked;
