/// Technical, volatility and microstructure measures, one update per candle or quote, plain Java.
///
/// **Reading order** [FeatureCatalog] lists every measure with its definition, unit, source and
/// when it is undefined; [Feature] is one of them at work; the `…Measures` classes hold the
/// arithmetic, composed from small blocks of memory ([ExponentialMean], [WindowSum],
/// [WindowExtreme], …).
///
/// **Units** prices and volumes are those of the candle or quote; rates and returns are fractions
/// per bar unless the measure says otherwise; indices run over [0, 100] as their authors wrote
/// them.
///
/// **Undefined** a value that is not ready or has no meaning (0/0, no volume) is absent, never 0.
/// Where TA-Lib prescribes a number for such a case the measure's `undefined` text says so.
///
/// **State** all memory is in blocks, so a [FeatureState] restores a feature bit for bit.
///
/// **Threads** a [Feature] belongs to one thread; catalogue, ids and definitions are immutable.
///
/// **Errors** a malformed id, candle or quote is an `IllegalArgumentException`.
@NullMarked
package dev.nautilus.engines.features.method;

import org.jspecify.annotations.NullMarked;
