package dev.nautilus.engines.risk;

import dev.nautilus.engines.risk.method.Coverage;
import dev.nautilus.engines.risk.method.Coverage.LikelihoodRatio;
import dev.nautilus.engines.risk.method.TailRisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Today's holdings held against the past: on each of the last days the historical tail of the days
/// before it is the forecast (the hypothetical back-test of Basel's framework, section IV).
final class BacktestRound {
  /// @param value missing when undefined
  record Result(String measure, double alpha, OptionalDouble value, String unit) {}

  private BacktestRound() {}

  /// Tests each tail probability; nothing where there are not enough days.
  ///
  /// @param returns oldest first
  static List<Result> of(double[] returns, RiskProperties.Measures settings) {
    List<Result> results = new ArrayList<>();
    int days = settings.backtestDays();
    int first = returns.length - days;
    if (first < settings.window()) {
      return results;
    }
    for (double alpha : settings.alphas()) {
      TailRisk[] forecasts = new TailRisk[days];
      boolean[] exceptions = new boolean[days];
      int count = 0;
      for (int t = 0; t < days; t++) {
        double[] before = Arrays.copyOfRange(returns, first + t - settings.window(), first + t);
        forecasts[t] = TailRisk.historical(before, alpha).orElseThrow();
        exceptions[t] = -returns[first + t] > forecasts[t].var();
        count += exceptions[t] ? 1 : 0;
      }
      LikelihoodRatio often = Coverage.kupiec(days, count, alpha);
      LikelihoodRatio apart = Coverage.independence(Coverage.Transitions.of(exceptions));
      LikelihoodRatio both = Coverage.conditional(often, apart);
      put(results, "exceptions", alpha, count, "count");
      put(results, "kupiec_lr", alpha, often.statistic(), "ratio");
      put(results, "kupiec_p", alpha, often.pValue(), "probability");
      put(results, "christoffersen_lr", alpha, apart.statistic(), "ratio");
      put(results, "christoffersen_p", alpha, apart.pValue(), "probability");
      put(results, "conditional_lr", alpha, both.statistic(), "ratio");
      put(results, "conditional_p", alpha, both.pValue(), "probability");
      double multiplier = Coverage.trafficLight(days, count, alpha).multiplier();
      put(results, "basel_multiplier", alpha, multiplier, "ratio");
      double z2 =
          Coverage.shortfall(Arrays.copyOfRange(returns, first, returns.length), forecasts, alpha);
      put(results, "acerbi_szekely_z2", alpha, z2, "ratio");
    }
    return results;
  }

  private static void put(
      List<Result> results, String measure, double alpha, double value, String unit) {
    OptionalDouble defined =
        Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    results.add(new Result(measure, alpha, defined, unit));
  }
}
