package dev.nautilus.engines.strategy.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Instruments by what they returned lately, best first.
///
/// **Definition** by the return given, equal ones by name. **Source** Jegadeesh & Titman (1993),
/// Journal of Finance 48(1). **Undefined** ones (`NaN`) are left out.
public final class MomentumRank {
  private MomentumRank() {}

  /// Ranks.
  ///
  /// @param returns fractions by name
  public static List<String> of(Map<String, Double> returns) {
    List<String> names = new ArrayList<>();
    returns.forEach(
        (name, value) -> {
          if (!Double.isNaN(value)) {
            names.add(name);
          }
        });
    names.sort(
        Comparator.comparing((String name) -> returns.getOrDefault(name, Double.NaN))
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    return List.copyOf(names);
  }
}
