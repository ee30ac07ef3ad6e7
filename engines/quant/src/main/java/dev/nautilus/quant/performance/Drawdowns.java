package dev.nautilus.quant.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Losses from the high-water mark. The mark begins at the start's 1: a first loss counts.
///
/// **Unit** fractions; a drawdown is 0 or below, an index of drawdowns 0 or above. **Source** Bacon
/// (2008) ch. 4; Martin & McCann (1989) for the Ulcer index; Chekhlov, Uryasev & Zabarankin (2005)
/// for the conditional drawdown.
public final class Drawdowns {
  private Drawdowns() {}

  /// Drawdown after each period, `wealth / peak - 1`.
  public static double[] path(double[] returns) {
    double[] path = Returns.wealth(returns);
    double peak = 1;
    for (int i = 0; i < path.length; i++) {
      peak = Math.max(peak, path[i]);
      path[i] = (path[i] - peak) / peak;
    }
    return path;
  }

  /// The deepest, 0 or below; undefined without periods.
  public static double deepest(double[] returns) {
    return Arrays.stream(path(returns)).min().orElse(Double.NaN);
  }

  /// Every stretch below the mark, oldest first, the running one too.
  public static List<Drawdown> episodes(double[] returns) {
    List<Drawdown> episodes = new ArrayList<>();
    double[] path = path(returns);
    int start = -1;
    int trough = -1;
    for (int i = 0; i < path.length; i++) {
      if (path[i] < 0) {
        if (start < 0) {
          start = i;
          trough = i;
        }
        trough = path[i] < path[trough] ? i : trough;
      } else if (start >= 0) {
        episodes.add(new Drawdown(start, trough, i, path[trough], true));
        start = -1;
      }
    }
    if (start >= 0) {
      episodes.add(new Drawdown(start, trough, path.length, path[trough], false));
    }
    return List.copyOf(episodes);
  }

  /// `sqrt(mean(drawdown^2))` over all periods; undefined without periods.
  public static double ulcerIndex(double[] returns) {
    return Math.sqrt(Arrays.stream(path(returns)).map(d -> d * d).average().orElse(Double.NaN));
  }

  /// Mean drawdown over all periods, positive; undefined without periods.
  public static double painIndex(double[] returns) {
    return Arrays.stream(path(returns)).map(Math::abs).average().orElse(Double.NaN);
  }

  /// Mean depth of the episodes, positive; undefined without one.
  public static double averageDepth(double[] returns) {
    return episodes(returns).stream()
        .mapToDouble(each -> -each.depth())
        .average()
        .orElse(Double.NaN);
  }

  /// Mean number of periods from trough to recovery; undefined without an episode.
  public static double averageRecovery(double[] returns) {
    return episodes(returns).stream().mapToLong(Drawdown::recovery).average().orElse(Double.NaN);
  }

  /// Mean number of periods of an episode; undefined without one.
  public static double averageLength(double[] returns) {
    return episodes(returns).stream().mapToLong(Drawdown::length).average().orElse(Double.NaN);
  }

  /// Mean depth of the worst stretches, positive: of all stretches, those at or above the mark
  /// counted with depth 0, the ones not above the quantile of `1 - confidence`.
  ///
  /// @param confidence in (0, 1), 0.95 for the worst twentieth
  public static double conditional(double[] returns, double confidence) {
    double[] path = path(returns);
    List<Double> depths = new ArrayList<>();
    episodes(returns).forEach(each -> depths.add(each.depth()));
    for (int i = 0; i < path.length; i++) {
      if (path[i] >= 0 && (i == 0 || path[i - 1] < 0)) {
        depths.add(0.0);
      }
    }
    double[] all = depths.stream().mapToDouble(Double::doubleValue).toArray();
    double limit = Sample.quantile(all, 1 - confidence);
    return -Arrays.stream(all).filter(each -> each <= limit).average().orElse(Double.NaN);
  }
}
