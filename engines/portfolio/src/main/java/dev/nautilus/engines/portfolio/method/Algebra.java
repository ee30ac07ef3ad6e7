package dev.nautilus.engines.portfolio.method;

import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;

/// Small dense matrices as arrays of rows.
final class Algebra {
  private Algebra() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b.length == 0 ? 0 : b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < product[i].length; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  static double[][] transposed(double[][] matrix) {
    double[][] turned = new double[matrix.length == 0 ? 0 : matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = matrix[i][j];
      }
    }
    return turned;
  }

  static double[][] scaled(double[][] matrix, double factor) {
    double[][] scaled = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      scaled[i] = matrix[i].clone();
      for (int j = 0; j < scaled[i].length; j++) {
        scaled[i][j] *= factor;
      }
    }
    return scaled;
  }

  static double[][] plus(double[][] a, double[][] b) {
    double[][] sum = scaled(a, 1);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum[i][j] += b[i][j];
      }
    }
    return sum;
  }

  /// `w' S w`.
  static double quadratic(double[][] matrix, double[] w) {
    return dot(w, times(matrix, w));
  }

  /// The solution of `matrix x = right`; an empty array when there is none that is unique.
  static double[] solve(double[][] matrix, double[] right) {
    LU<Double> lu = LU.R064.make(matrix.length, matrix.length);
    if (!lu.decompose(R064Store.FACTORY.copy(RawStore.wrap(matrix))) || !lu.isSolvable()) {
      return new double[0];
    }
    return lu.getSolution(R064Store.FACTORY.column(right)).toRawCopy1D();
  }

  /// The same for several right sides, by column.
  static double[][] solve(double[][] matrix, double[][] right) {
    LU<Double> lu = LU.R064.make(matrix.length, matrix.length);
    if (!lu.decompose(R064Store.FACTORY.copy(RawStore.wrap(matrix))) || !lu.isSolvable()) {
      return new double[0][];
    }
    return lu.getSolution(R064Store.FACTORY.copy(RawStore.wrap(right))).toRawCopy2D();
  }

  /// The nearest symmetric matrix without negative eigenvalues (spectral clipping); the same matrix
  /// when it has none.
  static double[][] withoutNegativeEigenvalues(double[][] matrix) {
    Eigenvalue<Double> parts = Eigenvalue.R064.make(matrix.length, true);
    parts.decompose(R064Store.FACTORY.copy(RawStore.wrap(matrix)));
    double[][] vectors = parts.getV().toRawCopy2D();
    MatrixStore<Double> values = parts.getD();
    double[] clipped = new double[matrix.length];
    boolean negative = false;
    for (int k = 0; k < clipped.length; k++) {
      double value = values.doubleValue(k, k);
      negative |= value < 0;
      clipped[k] = Math.max(0, value);
    }
    if (!negative) {
      return matrix;
    }
    double[][] repaired = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        for (int k = 0; k < clipped.length; k++) {
          repaired[i][j] += vectors[i][k] * clipped[k] * vectors[j][k];
        }
      }
    }
    return repaired;
  }
}
