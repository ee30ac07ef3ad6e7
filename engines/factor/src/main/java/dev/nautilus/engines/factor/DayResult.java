package dev.nautilus.engines.factor;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/// What was estimated for one day. Immutable.
///
/// @param revision 0 at first, raised when the day is estimated anew
/// @param factors names: market, sectors, styles
/// @param returns of each factor, fractions of the day
/// @param tStatistics of each factor; NaN when undefined
/// @param symbols of the universe, in order
/// @param exposures one row for each symbol
/// @param residuals one for each symbol, fractions of the day
/// @param caps of each symbol, before the day
/// @param inflation variance inflation factor of each style; NaN when undefined
/// @param valueless symbols whose value exposure is not known and stands at the mean, 0
record DayResult(
    LocalDate date,
    int revision,
    List<String> factors,
    List<Double> returns,
    List<Double> tStatistics,
    OptionalDouble rSquared,
    List<String> symbols,
    List<List<Double>> exposures,
    List<Double> residuals,
    List<Double> caps,
    List<Double> inflation,
    List<String> valueless,
    boolean simulated) {
  DayResult {
    factors = List.copyOf(factors);
    returns = List.copyOf(returns);
    tStatistics = List.copyOf(tStatistics);
    symbols = List.copyOf(symbols);
    exposures = List.copyOf(exposures);
    residuals = List.copyOf(residuals);
    caps = List.copyOf(caps);
    inflation = List.copyOf(inflation);
    valueless = List.copyOf(valueless);
  }
}
