package dev.nautilus.engines.risk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.risk.method.FactorRisk;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the factor engine said last: exposures of each asset and how factors move together.
/// Confined to the engine thread.
final class FactorModel {
  private static final String SECTOR = "sector:";
  private static final double YEAR = 252;

  /// @param factors names, in the order of the values
  private record Exposures(LocalDate date, List<String> factors, List<Double> values) {}

  private final Map<InstrumentId, Exposures> exposures = new TreeMap<>();
  private @Nullable FactorCovariance covariance;

  /// Takes a part of a day in.
  void learn(FactorCalculation day) {
    for (FactorCalculation.Exposure each : day.exposures()) {
      Exposures known = exposures.get(each.instrument());
      if (known == null || !day.date().isBefore(known.date())) {
        exposures.put(each.instrument(), new Exposures(day.date(), day.factors(), each.values()));
      }
    }
  }

  /// Takes the newest covariance in.
  void learn(FactorCovariance newest) {
    if (covariance == null || !newest.date().isBefore(covariance.date())) {
      covariance = newest;
    }
  }

  /// The sector an asset belongs to, where one is known.
  Optional<String> sector(InstrumentId symbol) {
    Exposures own = exposures.get(symbol);
    if (own != null) {
      for (int i = 0; i < own.factors().size(); i++) {
        if (own.factors().get(i).startsWith(SECTOR) && own.values().get(i) == 1) {
          return Optional.of(own.factors().get(i).substring(SECTOR.length()));
        }
      }
    }
    return Optional.empty();
  }

  /// Standard deviation of a day's return of holdings, a fraction; missing while the model or one
  /// of the assets is not known.
  ///
  /// @param weights fractions by instrument
  OptionalDouble deviation(Map<InstrumentId, Double> weights) {
    FactorCovariance model = covariance;
    if (model == null || weights.isEmpty()) {
      return OptionalDouble.empty();
    }
    Map<InstrumentId, Double> own = new TreeMap<>();
    model.specific().forEach(each -> own.put(each.instrument(), each.variance()));
    double[] carried = new double[model.factors().size()];
    double[] specific = new double[weights.size()];
    int place = 0;
    for (Map.Entry<InstrumentId, Double> each : weights.entrySet()) {
      Exposures known = exposures.get(each.getKey());
      Double variance = own.get(each.getKey());
      if (known == null || variance == null || !known.factors().equals(model.factors())) {
        return OptionalDouble.empty();
      }
      for (int f = 0; f < carried.length; f++) {
        carried[f] += each.getValue() * known.values().get(f);
      }
      specific[place++] = each.getValue() * each.getValue() * variance;
    }
    double variance = FactorRisk.variance(carried, model.covariance(), specific);
    return OptionalDouble.of(Math.sqrt(Math.max(0, variance) / YEAR));
  }

  void write(StateOutput out) {
    out.all(
        exposures.entrySet(),
        (to, each) ->
            to.text(each.getKey().value())
                .whole(each.getValue().date().toEpochDay())
                .all(each.getValue().factors(), StateOutput::text)
                .all(each.getValue().values(), StateOutput::real));
    FactorCovariance model = covariance;
    out.flag(model != null);
    if (model != null) {
      out.payload(MessageType.FACTOR_COVARIANCE, model);
    }
  }

  void read(StateInput in) {
    exposures.clear();
    in.all(
        each ->
            exposures.put(
                    InstrumentId.of(each.text()),
                    new Exposures(
                        LocalDate.ofEpochDay(each.whole()),
                        each.all(StateInput::text),
                        each.all(StateInput::real)))
                == null);
    covariance = in.flag() ? in.payload(MessageType.FACTOR_COVARIANCE) : null;
  }
}
