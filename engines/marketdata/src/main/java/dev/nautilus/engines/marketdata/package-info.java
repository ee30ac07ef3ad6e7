/// The marketdata engine: cuts the tape into bars (origin BUILT), consolidates the quotes of all
/// sources, keeps books, finds what is missing on a feed and has it healed from the hub, measures
/// the quality of feeds, and turns corporate actions into adjustment factors. The arithmetic is in
/// [dev.nautilus.engines.marketdata.method].
///
/// It hears TRADE, TICK, QUOTE, LEVEL2 and CORPORATE_ACTION; it says BAR, NBBO, DATA_GAP,
/// DATA_QUALITY, and adjustment factors as MARKET_DATA.
@NullMarked
package dev.nautilus.engines.marketdata;

import org.jspecify.annotations.NullMarked;
