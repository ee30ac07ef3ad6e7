package dev.nautilus.message;

import java.time.LocalDate;
import java.util.List;

/// How factors move together, and what is left of each asset alone.
///
/// @param model which factor model
/// @param date last day it rests on
/// @param revision 0 at first, raised when the day is estimated anew
/// @param factors names, in the order of the matrix
/// @param covariance lower triangle with the diagonal, row by row: n(n+1)/2 numbers, annualised
///   (daily times 252)
/// @param specific variance of each asset that no factor explains
/// @param simulated true when any input does not come from a real market
public record FactorCovariance(
    String model,
    LocalDate date,
    int revision,
    List<String> factors,
    List<Double> covariance,
    List<SpecificVariance> specific,
    boolean simulated) {

  /// One asset's own variance.
  ///
  /// @param variance annualised, 0 or more
  public record SpecificVariance(InstrumentId instrument, double variance) {
    public SpecificVariance {
      Guard.notNegative(variance, "variance");
    }
  }

  public FactorCovariance {
    Guard.text(model, "model");
    Guard.notNegative(revision, "revision");
    factors = List.copyOf(factors);
    covariance = List.copyOf(covariance);
    specific = List.copyOf(specific);
    covariance.forEach(value -> Guard.finite(value, "covariance"));
    long cells = (long) factors.size() * (factors.size() + 1) / 2;
    if (covariance.size() != cells) {
      throw new IllegalArgumentException(
          "covariance of %d factors must have %d numbers, had %d"
              .formatted(factors.size(), cells, covariance.size()));
    }
  }
}
