/// A factor model of a cross-section of assets: scores, factor returns, covariance, attribution.
/// Plain arithmetic, without Spring and without a bus.
///
/// **Threads** Nothing that keeps state is safe for several threads. **Errors** Lengths that do not
/// pair up and an empty cross-section are an [IllegalArgumentException], never zeros. **Units**
/// Returns are simple and daily, as fractions; exposures are cross-sectional standard deviations
/// (styles) or 0 and 1 (groups); a number that is undefined is NaN.
///
/// **Sources** Barra USE4: Menchero, Orr & Wang (2011), *The Barra US Equity Model (USE4),
/// Methodology Notes*; toraniko, whose published vectors are met; empyrical for attribution; Fama &
/// MacBeth (1973), Journal of Political Economy 81(3); Newey & West (1987), Econometrica 55(3).
@NullMarked
package dev.nautilus.engines.factor.method;

import org.jspecify.annotations.NullMarked;
