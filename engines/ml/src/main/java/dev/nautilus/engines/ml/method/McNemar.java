package dev.nautilus.engines.ml.method;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether one of two models, asked about the same examples, is right more often.
///
/// **Definition** of the examples that just one of them had right, `b` by the first and `c` by the
/// second: `chi^2 = (|b - c| - 1)^2 / (b + c)`, one degree of freedom. **Unit** probability of a
/// difference as large by chance. **Undefined** (`NaN`) where they never differed. Examples whose
/// outcomes overlap in time are not independent: take many more of them than the horizon has bars.
///
/// **Source** McNemar (1947), Psychometrika 12, with Edwards' (1948) correction; for learners
/// Dietterich (1998), Neural Computation 10.
public final class McNemar {
  private static final ChiSquaredDistribution ONE = ChiSquaredDistribution.of(1);

  private McNemar() {}

  /// The p-value.
  ///
  /// @param firstOnly examples that only the first had right
  /// @param secondOnly examples that only the second had right
  public static double pValue(long firstOnly, long secondOnly) {
    long differed = firstOnly + secondOnly;
    if (differed == 0) {
      return Double.NaN;
    }
    double apart = Math.max(0, Math.abs(firstOnly - secondOnly) - 1.0);
    return ONE.survivalProbability(apart * apart / differed);
  }
}
