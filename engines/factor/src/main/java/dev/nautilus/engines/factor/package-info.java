/// The factor engine: what each asset carries of market, sectors and styles, what each of those
/// earned each day, how they move together, and where a portfolio's return came from. The
/// arithmetic is in [dev.nautilus.engines.factor.method].
///
/// It hears BAR (1d) and FUNDAMENTAL, learns three years of days before it says anything, and says
/// FACTOR_CALCULATION and FACTOR_COVARIANCE after each day and an ANALYTICS_RESULT for each
/// attribution it is asked for.
@NullMarked
package dev.nautilus.engines.factor;

import org.jspecify.annotations.NullMarked;
