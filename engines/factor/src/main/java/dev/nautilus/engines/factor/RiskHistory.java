package dev.nautilus.engines.factor;

import dev.nautilus.engines.factor.method.DecayedCovariance;
import dev.nautilus.engines.factor.method.RiskModel;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.FactorCovariance.SpecificVariance;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The covariance of the factors over the days estimated so far. When the factors change, because a
/// sector came or went, it begins anew. Confined to the engine thread.
final class RiskHistory {
  private final FactorProperties properties;
  private final Map<String, DecayedCovariance> specific = new HashMap<>();
  private List<String> factors = List.of();
  private @Nullable DecayedCovariance variances;
  private @Nullable DecayedCovariance correlations;
  private int days;

  RiskHistory(FactorProperties properties) {
    this.properties = properties;
  }

  /// Forgets everything.
  void clear() {
    factors = List.of();
    variances = null;
    correlations = null;
    specific.clear();
    days = 0;
  }

  /// Takes the next day in.
  void add(DayResult day) {
    DecayedCovariance fast = variances;
    DecayedCovariance slow = correlations;
    if (fast == null || slow == null || !day.factors().equals(factors)) {
      clear();
      factors = day.factors();
      int size = factors.size();
      fast = new DecayedCovariance(size, properties.volatilityHalfLife(), properties.lags());
      slow = new DecayedCovariance(size, properties.correlationHalfLife(), properties.lags());
      variances = fast;
      correlations = slow;
    }
    double[] returns = day.returns().stream().mapToDouble(Double::doubleValue).toArray();
    fast.add(returns);
    slow.add(returns);
    for (int i = 0; i < day.symbols().size(); i++) {
      specific
          .computeIfAbsent(
              day.symbols().get(i),
              _ -> new DecayedCovariance(1, properties.volatilityHalfLife(), properties.lags()))
          .add(new double[] {day.residuals().get(i)});
    }
    days++;
  }

  /// The covariance as of a day; none before enough days.
  Optional<FactorCovariance> covariance(DayResult day) {
    DecayedCovariance fast = variances;
    DecayedCovariance slow = correlations;
    if (fast == null || slow == null || days < properties.covarianceDays()) {
      return Optional.empty();
    }
    double[][] matrix = RiskModel.factorCovariance(fast.value(), slow.value());
    List<Double> triangle = new ArrayList<>();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        triangle.add(matrix[i][j]);
      }
    }
    return Optional.of(
        new FactorCovariance(
            properties.model(),
            day.date(),
            day.revision(),
            factors,
            triangle,
            specific(day),
            day.simulated()));
  }

  private List<SpecificVariance> specific(DayResult day) {
    int count = day.symbols().size();
    double[] volatilities = new double[count];
    double[] caps = new double[count];
    for (int i = 0; i < count; i++) {
      DecayedCovariance own = specific.get(day.symbols().get(i));
      double variance = own == null ? 0 : own.value()[0][0];
      volatilities[i] = Math.sqrt(Math.max(0, variance) * RiskModel.YEAR);
      caps[i] = day.caps().get(i);
    }
    double[] shrunk = RiskModel.shrunk(volatilities, caps, properties.shrinkage());
    List<SpecificVariance> variances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      variances.add(
          new SpecificVariance(InstrumentId.of(day.symbols().get(i)), shrunk[i] * shrunk[i]));
    }
    return variances;
  }
}
