package dev.nautilus.engines.factor.method;

/// The style scores, each over a cross-section.
public final class Styles {
  /// Days that momentum looks at.
  public static final int MOMENTUM_DAYS = 504;

  /// Newest days that momentum leaves out.
  public static final int MOMENTUM_LAG = 20;

  /// Days after which a return counts half in momentum.
  public static final double MOMENTUM_HALF_LIFE = 126;

  private static final double SIZE_LOWER = 0.2;
  private static final double SIZE_UPPER = 0.8;

  private Styles() {}

  /// What an asset earned over two years, recent days counting more and the last month not at all.
  ///
  /// **Definition** `prod(1 + w r) - 1` over 504 daily returns that end 20 days before the last
  /// one, w halving every 126 days. **Unit** fraction. **Source** toraniko, momentum factor; Barra
  /// USE4 RSTR. **Undefined** with fewer than 524 returns.
  ///
  /// @param returns daily, oldest first
  /// @param weights of [Scores#exponentialWeights], made once for all assets
  public static double momentum(double[] returns, double[] weights) {
    int first = returns.length - MOMENTUM_LAG - weights.length;
    if (first < 0) {
      return Double.NaN;
    }
    double product = 1;
    for (int i = 0; i < weights.length; i++) {
      product *= 1 + weights[i] * returns[first + i];
    }
    return product - 1;
  }

  /// The weights of momentum.
  public static double[] momentumWeights() {
    return Scores.exponentialWeights(MOMENTUM_DAYS, MOMENTUM_HALF_LIFE);
  }

  /// How small an asset is.
  ///
  /// **Definition** `-z(ln cap)`, the middle between the 20 % and 80 % quantile set to 0. **Unit**
  /// cross-sectional standard deviations. **Source** toraniko, size factor (SMB). **Undefined**
  /// without a capitalisation above 0.
  public static double[] size(double[] caps) {
    double[] scores = Scores.standardize(log(caps));
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -scores[i];
    }
    return Scores.tails(scores, SIZE_LOWER, SIZE_UPPER, 0);
  }

  /// How cheap an asset is.
  ///
  /// **Definition** the mean of z(ln B/P), z(ln S/P) and z(CF/P), of those that are known. **Unit**
  /// cross-sectional standard deviations. **Source** toraniko, value factor. **Undefined** when
  /// none is known; a ratio of 0 or less has no logarithm and is not known.
  public static double[] value(double[] bookToPrice, double[] salesToPrice, double[] cashToPrice) {
    double[][] parts = {
      Scores.standardize(log(bookToPrice)),
      Scores.standardize(log(salesToPrice)),
      Scores.standardize(cashToPrice)
    };
    double[] scores = new double[bookToPrice.length];
    for (int i = 0; i < scores.length; i++) {
      double sum = 0;
      int known = 0;
      for (double[] part : parts) {
        if (!Double.isNaN(part[i])) {
          sum += part[i];
          known++;
        }
      }
      scores[i] = known == 0 ? Double.NaN : sum / known;
    }
    return scores;
  }

  /// Scores with a mean of 0 and a deviation of 1, what is missing set to that mean. A score that
  /// tells nothing apart becomes 0 for all.
  public static double[] complete(double[] scores) {
    double[] standard = Scores.standardize(scores);
    for (int i = 0; i < standard.length; i++) {
      standard[i] = Double.isNaN(standard[i]) ? 0 : standard[i];
    }
    return standard;
  }

  private static double[] log(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = values[i] > 0 ? Math.log(values[i]) : Double.NaN;
    }
    return logs;
  }
}
