package dev.nautilus.message;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/// Factor returns of one day and (a part of) the exposures they were estimated with. A large cross
/// section comes in several parts; each part repeats the returns.
///
/// @param model which factor model
/// @param date the day the returns belong to; exposures are those known at the close before
/// @param revision 0 at first, raised when the day is estimated anew
/// @param factors names, in the order of `returns` and of each exposure's values
/// @param returns per factor
/// @param exposures per asset
/// @param rSquared share of the cross-sectional variance explained; missing when undefined
/// @param assets size of the whole estimation universe
/// @param part which part this is, from 1
/// @param parts how many there are
/// @param simulated true when any input does not come from a real market
public record FactorCalculation(
    String model,
    LocalDate date,
    int revision,
    List<String> factors,
    List<FactorReturn> returns,
    List<Exposure> exposures,
    OptionalDouble rSquared,
    int assets,
    int part,
    int parts,
    boolean simulated) {

  /// What one factor earned.
  ///
  /// @param value return of the day, a fraction
  /// @param tStatistic missing when undefined
  public record FactorReturn(double value, OptionalDouble tStatistic) {
    public FactorReturn {
      Guard.finite(value, "value");
      Guard.finite(tStatistic, "tStatistic");
    }
  }

  /// How much of each factor one asset carries.
  ///
  /// @param values in the order of `factors`, in cross-sectional standard deviations (styles) or 0
  ///   and 1 (groups)
  /// @param residual the day's return no factor explains, a fraction; missing without a return
  public record Exposure(InstrumentId instrument, List<Double> values, OptionalDouble residual) {
    public Exposure {
      values = List.copyOf(values);
      values.forEach(value -> Guard.finite(value, "exposure"));
      Guard.finite(residual, "residual");
    }
  }

  public FactorCalculation {
    Guard.text(model, "model");
    Guard.notNegative(revision, "revision");
    Guard.notNegative(assets, "assets");
    Guard.finite(rSquared, "rSquared");
    factors = List.copyOf(factors);
    returns = List.copyOf(returns);
    exposures = List.copyOf(exposures);
    if (returns.size() != factors.size()) {
      throw new IllegalArgumentException(
          "returns must pair up with factors, were %d and %d"
              .formatted(returns.size(), factors.size()));
    }
    for (Exposure exposure : exposures) {
      if (exposure.values().size() != factors.size()) {
        throw new IllegalArgumentException(
            "exposures must pair up with factors, had %d for %d"
                .formatted(exposure.values().size(), factors.size()));
      }
    }
    if (part < 1 || part > parts) {
      throw new IllegalArgumentException("part must be 1 to parts, was " + part + " of " + parts);
    }
  }
}
