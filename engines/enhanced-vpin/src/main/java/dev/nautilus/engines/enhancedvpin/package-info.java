/// The enhanced VPIN engine: how toxic the order flow of an instrument is, from several measures
/// side by side. One TOXICITY for each volume bucket that gets full, and a TOXICITY_ALERT when the
/// flow becomes toxic or ceases to be.
///
/// It hears TRADE, BAR, NBBO, QUOTE (where there is no NBBO) and VPIN_CALCULATION. It learns daily
/// and minute bars before it says anything; what needs trades or quotes gets ready as they come,
/// and says so by a missing value and a lower confidence.
///
/// **Units** stand with each measure in [dev.nautilus.engines.enhancedvpin.method]; scores,
/// percentiles and shares are fractions in [0, 1].
@NullMarked
package dev.nautilus.engines.enhancedvpin;

import org.jspecify.annotations.NullMarked;
