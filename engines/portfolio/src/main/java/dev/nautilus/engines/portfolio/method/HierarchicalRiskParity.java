package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;

/// Weights from a tree of likeness: risk is shared between halves of the tree's leaves.
///
/// **Definition** distance `sqrt((1 - rho) / 2)`, single linkage; the ordered leaves are halved
/// again and again, the halves share as `alpha = 1 - v1 / (v1 + v2)`, v the variance of
/// inverse-variance weights. **Unit** fractions that add up to 1, none negative. **Source** López
/// de Prado (2016), J. Portfolio Management 42(4). The order of the leaves matters: PyPortfolioOpt
/// takes the plain one, Riskfolio-Lib the optimal one. **Undefined** (`NaN`) when an asset does not
/// move.
public final class HierarchicalRiskParity {
  private HierarchicalRiskParity() {}

  /// How leaves are ordered.
  public enum LeafOrder {
    /// As the clusters were joined.
    PLAIN,
    /// So that neighbours are near.
    OPTIMAL
  }

  /// The weights.
  ///
  /// @param correlation of the assets
  public static double[] weights(double[][] covariance, double[][] correlation, LeafOrder order) {
    Dendrogram tree = Dendrogram.single(distances(correlation));
    int[] leaves = order == LeafOrder.PLAIN ? tree.plainOrder() : tree.optimalOrder();
    double[] weights = new double[covariance.length];
    Arrays.fill(weights, 1);
    share(covariance, leaves, weights);
    return weights;
  }

  private static double[][] distances(double[][] correlation) {
    int n = correlation.length;
    double[][] distances = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[i][j] = Math.sqrt(Math.clamp((1 - correlation[i][j]) / 2, 0, 1));
      }
    }
    return distances;
  }

  private static void share(double[][] covariance, int[] leaves, double[] weights) {
    if (leaves.length < 2) {
      return;
    }
    int[] left = Arrays.copyOfRange(leaves, 0, leaves.length / 2);
    int[] right = Arrays.copyOfRange(leaves, leaves.length / 2, leaves.length);
    double first = clusterVariance(covariance, left);
    double second = clusterVariance(covariance, right);
    double alpha = 1 - first / (first + second);
    for (int asset : left) {
      weights[asset] *= alpha;
    }
    for (int asset : right) {
      weights[asset] *= 1 - alpha;
    }
    share(covariance, left, weights);
    share(covariance, right, weights);
  }

  /// Variance of some assets, each weighted by one over its own variance.
  public static double clusterVariance(double[][] covariance, int[] assets) {
    double sum = 0;
    for (int asset : assets) {
      sum += 1 / covariance[asset][asset];
    }
    double variance = 0;
    for (int i : assets) {
      for (int j : assets) {
        variance += covariance[i][j] / (covariance[i][i] * covariance[j][j]) / (sum * sum);
      }
    }
    return variance;
  }
}
