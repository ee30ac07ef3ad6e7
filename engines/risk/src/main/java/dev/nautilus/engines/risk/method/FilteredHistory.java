package dev.nautilus.engines.risk.method;

import java.util.Optional;
import java.util.SplittableRandom;

/// Past surprises at today's volatility: filtered historical simulation.
///
/// **Definition** residuals `z = e/√h` of a [Garch] model are drawn anew; one day ahead the returns
/// are `μ + z√h` with h the variance to come, all of them; several days ahead each path draws one z
/// a day and lets h follow the model. **Source** Barone-Adesi, Giannopoulos & Vosper (1999),
/// Journal of Futures Markets 19(5). **Undefined** without a return.
///
/// @param model fitted
/// @param past the returns run through it
public record FilteredHistory(Garch model, Garch.Path past) {
  /// Runs returns, oldest first, through a model.
  public static FilteredHistory of(Garch model, double[] returns) {
    return new FilteredHistory(model, model.path(returns));
  }

  /// Tail one return ahead.
  public Optional<TailRisk> nextDay(double alpha) {
    double deviation = Math.sqrt(past.next());
    double[] simulated = new double[past.residuals().length];
    for (int i = 0; i < simulated.length; i++) {
      simulated[i] = model.mu() + past.residuals()[i] * deviation;
    }
    return TailRisk.historical(simulated, alpha);
  }

  /// Tail of the sum of several returns, from paths drawn with a seed: same seed, same bits.
  ///
  /// @param days 1 or more
  /// @param paths how many, 1 or more
  public Optional<TailRisk> ahead(int days, int paths, long seed, double alpha) {
    if (days < 1 || paths < 1) {
      throw new IllegalArgumentException(
          "days and paths must be 1 or more, were %d and %d".formatted(days, paths));
    }
    double[] residuals = past.residuals();
    if (residuals.length == 0) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[paths];
    for (int path = 0; path < paths; path++) {
      double variance = past.next();
      for (int day = 0; day < days; day++) {
        double surprise = residuals[random.nextInt(residuals.length)] * Math.sqrt(variance);
        sums[path] += model.mu() + surprise;
        variance = model.next(surprise, variance);
      }
    }
    return TailRisk.historical(sums, alpha);
  }
}
