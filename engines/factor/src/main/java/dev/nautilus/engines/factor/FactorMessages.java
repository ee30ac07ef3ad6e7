package dev.nautilus.engines.factor;

import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCalculation.Exposure;
import dev.nautilus.message.FactorCalculation.FactorReturn;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Estimated days as messages.
final class FactorMessages {
  private FactorMessages() {}

  /// A day in as many parts as it needs.
  static List<FactorCalculation> calculation(DayResult day, FactorProperties properties) {
    int size = properties.partAssets();
    int parts = Math.max(1, (day.symbols().size() + size - 1) / size);
    List<FactorCalculation> messages = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int last = Math.min(day.symbols().size(), (part + 1) * size);
      messages.add(
          new FactorCalculation(
              properties.model(),
              day.date(),
              day.revision(),
              day.factors(),
              returns(day),
              exposures(day, part * size, last),
              day.rSquared(),
              day.symbols().size(),
              part + 1,
              parts,
              day.simulated()));
    }
    return messages;
  }

  private static List<FactorReturn> returns(DayResult day) {
    List<FactorReturn> returns = new ArrayList<>();
    for (int f = 0; f < day.factors().size(); f++) {
      returns.add(new FactorReturn(day.returns().get(f), defined(day.tStatistics().get(f))));
    }
    return returns;
  }

  private static List<Exposure> exposures(DayResult day, int first, int last) {
    List<Exposure> exposures = new ArrayList<>();
    for (int i = first; i < last; i++) {
      exposures.add(
          new Exposure(
              InstrumentId.of(day.symbols().get(i)),
              day.exposures().get(i),
              OptionalDouble.of(day.residuals().get(i))));
    }
    return exposures;
  }

  private static OptionalDouble defined(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
