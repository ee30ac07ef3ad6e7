package dev.nautilus.quant.performance;

/// What one round trip came to.
///
/// @param profit money, after costs; negative for a loss
/// @param returned profit over what was put in, a fraction
/// @param adverse greatest loss on the way (MAE), a fraction of the entry price, 0 or below; `NaN`
///   when the way is not known
/// @param favourable greatest gain on the way (MFE), 0 or above; `NaN` when the way is not known
public record TradeOutcome(double profit, double returned, double adverse, double favourable) {}
