package dev.nautilus.quant.flow;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Bulk volume classification: the share of a bar's volume that was bought, from its price change
/// alone: `Z(change/sigma)`.
///
/// **Source** Easley, López de Prado & O'Hara (2012), RFS 25(5), with the standard normal as Z;
/// Easley, López de Prado & O'Hara (2016), "Discerning information from trade data", JFE 120(2),
/// with Student's t of 0.25 degrees of freedom. **Criticism** Andersen & Bondarenko (2014), J.
/// Financial Markets 17: it errs most where prices move most, so part of what VPIN foretells is
/// volatility that the classification itself brings in.
public final class BulkClassification {
  private final String name;
  private final ContinuousDistribution distribution;

  private BulkClassification(String name, ContinuousDistribution distribution) {
    this.name = name;
    this.distribution = distribution;
  }

  /// With the standard normal distribution.
  public static BulkClassification normal() {
    return new BulkClassification("NORMAL", NormalDistribution.of(0, 1));
  }

  /// With Student's t.
  ///
  /// @param freedom degrees of freedom, more than 0; 0.25 as published
  public static BulkClassification studentT(double freedom) {
    return new BulkClassification("STUDENT_T(" + freedom + ")", TDistribution.of(freedom));
  }

  /// Reads `NORMAL` or `STUDENT_T(0.25)`.
  ///
  /// @throws IllegalArgumentException for anything else
  public static BulkClassification parse(String text) {
    if (text.equals("NORMAL")) {
      return normal();
    }
    if (text.startsWith("STUDENT_T(") && text.endsWith(")")) {
      return studentT(Double.parseDouble(text.substring(10, text.length() - 1)));
    }
    throw new IllegalArgumentException(
        "classification must be NORMAL or STUDENT_T(0.25), was '" + text + "'");
  }

  /// Share of the volume that was bought, in [0, 1]; a half where the price did not change.
  ///
  /// @param change of the bar, in price units
  /// @param sigma standard deviation of such changes, 0 or more; at 0 the limit is taken
  public double buyShare(double change, double sigma) {
    if (change == 0) {
      return 0.5;
    }
    return share(change / sigma);
  }

  /// The distribution function itself.
  public double share(double standardized) {
    return distribution.cumulativeProbability(standardized);
  }

  @Override
  public String toString() {
    return name;
  }
}
