package dev.nautilus.engines.enhancedvpin.method;

/// One trade with what classification may look at; `NaN` for what is not known.
///
/// @param price of the trade
/// @param size of the trade
/// @param before price of the trade before; for the live tick rule the last different one
/// @param after price of the trade after; never known live
/// @param bid in force when it traded
/// @param ask in force when it traded
/// @param bidSize at the bid
/// @param askSize at the ask
/// @param aggressor +1 buyer, -1 seller, 0 when the venue does not say
public record TradeContext(
    double price,
    double size,
    double before,
    double after,
    double bid,
    double ask,
    double bidSize,
    double askSize,
    int aggressor) {}
