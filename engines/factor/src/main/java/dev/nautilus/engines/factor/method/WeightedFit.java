package dev.nautilus.engines.factor.method;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/// Weighted least squares that also holds when columns depend on each other.
///
/// **Definition** `b = (X'WX)+ X'W y`, the shortest of all solutions: singular values of X'WX below
/// the machine's precision times its size times the largest are taken as 0, as numpy does.
///
/// @param coefficients one for each column
/// @param inverse (X'WX)+, row by row
/// @param residuals y - Xb
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
record WeightedFit(double[] coefficients, double[][] inverse, double[] residuals) {

  /// @param columns of X, each as long as `y`
  /// @param weights 0 or more
  static WeightedFit of(double[][] columns, double[] weights, double[] y) {
    int k = columns.length;
    double[] residuals = y.clone();
    if (k == 0) {
      return new WeightedFit(new double[0], new double[0][], residuals);
    }
    double[][] gram = new double[k][k];
    double[] right = new double[k];
    double[] weighted = new double[y.length];
    for (int i = 0; i < k; i++) {
      for (int row = 0; row < y.length; row++) {
        weighted[row] = columns[i][row] * weights[row];
      }
      right[i] = dot(weighted, y);
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(weighted, columns[j]);
        gram[j][i] = gram[i][j];
      }
    }
    double[][] inverse = pseudoInverse(gram);
    double[] coefficients = new double[k];
    for (int i = 0; i < k; i++) {
      coefficients[i] = dot(inverse[i], right);
      for (int row = 0; row < y.length; row++) {
        residuals[row] -= coefficients[i] * columns[i][row];
      }
    }
    return new WeightedFit(coefficients, inverse, residuals);
  }

  static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /// The Moore-Penrose inverse of a square matrix.
  static double[][] pseudoInverse(double[][] matrix) {
    int k = matrix.length;
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(k, k, true, true, true);
    if (!svd.decompose(new DMatrixRMaj(matrix))) {
      throw new IllegalStateException("singular values of a " + k + "x" + k + " matrix not found");
    }
    double[] values = svd.getSingularValues();
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    double cutoff = Math.ulp(1.0) * k * largest;
    DMatrixRMaj left = svd.getU(null, false);
    DMatrixRMaj right = svd.getV(null, false);
    double[][] inverse = new double[k][k];
    for (int s = 0; s < k; s++) {
      if (values[s] <= cutoff) {
        continue;
      }
      for (int i = 0; i < k; i++) {
        double scaled = right.get(i, s) / values[s];
        for (int j = 0; j < k; j++) {
          inverse[i][j] += scaled * left.get(j, s);
        }
      }
    }
    return inverse;
  }
}
