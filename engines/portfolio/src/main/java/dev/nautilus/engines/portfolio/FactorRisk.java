package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.InstrumentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The covariance of assets as the factor engine sees it.
///
/// **Definition** `X F X' + D`: exposures, covariance of the factors, specific variances. **Unit**
/// squared fractions a year. **Source** Barra; Menchero, Orr & Wang (2011), USE4. **Undefined**
/// (empty) until all three are known of every asset, with the same factors. Confined to the engine
/// thread.
final class FactorRisk {
  private final Map<InstrumentId, List<Double>> exposures = new TreeMap<>();
  private List<String> factors = List.of();
  private @Nullable FactorCovariance newest;

  /// Takes what each asset carries.
  void learn(FactorCalculation day) {
    if (!day.factors().equals(factors)) {
      exposures.clear();
      factors = day.factors();
    }
    day.exposures().forEach(each -> exposures.put(each.instrument(), each.values()));
  }

  void learn(FactorCovariance covariance) {
    newest = covariance;
  }

  /// The covariance of some assets.
  Optional<double[][]> covariance(List<InstrumentId> symbols) {
    FactorCovariance risk = newest;
    if (risk == null
        || !risk.factors().equals(factors)
        || !exposures.keySet().containsAll(symbols)) {
      return Optional.empty();
    }
    Map<InstrumentId, Double> specific = new HashMap<>();
    risk.specific().forEach(each -> specific.put(each.instrument(), each.variance()));
    if (!specific.keySet().containsAll(symbols)) {
      return Optional.empty();
    }
    int n = symbols.size();
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = common(risk, exposure(symbols.get(i)), exposure(symbols.get(j)));
        covariance[j][i] = covariance[i][j];
      }
      covariance[i][i] += specific.getOrDefault(symbols.get(i), 0.0);
    }
    return Optional.of(covariance);
  }

  private List<Double> exposure(InstrumentId symbol) {
    return exposures.getOrDefault(symbol, List.of());
  }

  private static double common(FactorCovariance risk, List<Double> a, List<Double> b) {
    double sum = 0;
    int cell = 0;
    for (int f = 0; f < risk.factors().size(); f++) {
      for (int g = 0; g <= f; g++) {
        double own = risk.covariance().get(cell++);
        sum += own * (f == g ? a.get(f) * b.get(f) : a.get(f) * b.get(g) + a.get(g) * b.get(f));
      }
    }
    return sum;
  }

  void write(StateOutput out) {
    out.all(factors, StateOutput::text);
    out.all(
        exposures.entrySet(),
        (to, each) -> to.text(each.getKey().value()).all(each.getValue(), StateOutput::real));
    FactorCovariance covariance = newest;
    out.flag(covariance != null);
    if (covariance != null) {
      out.payload(MessageType.FACTOR_COVARIANCE, covariance);
    }
  }

  void read(StateInput in) {
    factors = in.all(StateInput::text);
    in.all(each -> Map.entry(InstrumentId.of(each.text()), each.all(StateInput::real)))
        .forEach(each -> exposures.put(each.getKey(), each.getValue()));
    newest = in.flag() ? in.payload(MessageType.FACTOR_COVARIANCE) : null;
  }
}
