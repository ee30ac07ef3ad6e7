package dev.nautilus.engines.ml.method;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Recursive least squares with intercept, in square-root form: the triangle `R` of `A = QR` and
/// `Q'y` are kept, each example is rotated in.
///
/// **Definition** after each example the weights minimise `sum l^(n-i) (y_i - w x_i)^2 + ridge
/// |w|^2`; with `l = 1` and no ridge that is ordinary least squares. The same weights as by `k = Px
/// / (l + x'Px)`, `w += k (y - w x)`, `P = (P - kx'P) / l`, but the condition of the problem is not
/// squared and `P` cannot lose its symmetry. What forgetting takes of the ridge is put back, one
/// weight an example in turn, else an input that is silent for long would be free to jump. **Unit**
/// of a weight: outcome per input. **Undefined** before there are as many examples as weights,
/// where there is no ridge. **Cost** `O(n^2)` an example.
///
/// **Source** Gentleman (1974), Algorithm AS 75, Applied Statistics 23(3); Haykin, Adaptive Filter
/// Theory, 4th ed., chapter 11; levelled regularisation after Gunnarsson (1996), IFAC.
final class LeastSquares implements Learner {
  private final int size;
  private final double memory;
  private final double refill;
  private final double[][] triangle;
  private final double[] right;
  private final double[] row;
  private final double[] weights;
  private double residual;
  private double examples;
  private int refilled;
  private boolean solved = true;

  /// @param inputs numbers in a row
  /// @param forgetting weight of the past at each example, up to 1
  /// @param ridge 0 or more; the intercept is not pulled
  LeastSquares(int inputs, double forgetting, double ridge) {
    size = inputs + 1;
    memory = Math.sqrt(forgetting);
    refill = Math.sqrt((1 - forgetting) * ridge * inputs);
    triangle = new double[size][size];
    right = new double[size];
    row = new double[size + 1];
    weights = new double[size];
    for (int i = 0; i < inputs; i++) {
      triangle[i][i] = Math.sqrt(ridge);
    }
  }

  @Override
  public double predict(double[] inputs) {
    solve();
    double sum = weights[size - 1];
    for (int i = 0; i < inputs.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return sum;
  }

  @Override
  public void learn(double[] inputs, double outcome) {
    learn(inputs, outcome, 1);
  }

  /// Learns from an example that counts as so many.
  void learn(double[] inputs, double outcome, double weight) {
    forget();
    double root = Math.sqrt(weight);
    for (int i = 0; i < size - 1; i++) {
      row[i] = root * inputs[i];
    }
    row[size - 1] = root;
    row[size] = root * outcome;
    residual += rotate(0);
    if (refill > 0) {
      Arrays.fill(row, 0);
      row[refilled] = refill;
      rotate(refilled);
      refilled = (refilled + 1) % (size - 1);
    }
    examples++;
    solved = false;
  }

  private void forget() {
    if (memory == 1) {
      return;
    }
    for (int i = 0; i < size; i++) {
      double[] line = triangle[i];
      for (int j = i; j < size; j++) {
        line[j] *= memory;
      }
      right[i] *= memory;
    }
    residual *= memory * memory;
  }

  /// Givens rotations take the row to zero, column by column.
  ///
  /// @return what it adds to the sum of squared residuals
  private double rotate(int from) {
    for (int i = from; i < size; i++) {
      double below = row[i];
      if (below == 0) {
        continue;
      }
      double[] line = triangle[i];
      double length = Math.sqrt(line[i] * line[i] + below * below);
      double cos = line[i] / length;
      double sin = below / length;
      line[i] = length;
      for (int j = i + 1; j < size; j++) {
        double above = line[j];
        line[j] = cos * above + sin * row[j];
        row[j] = cos * row[j] - sin * above;
      }
      double above = right[i];
      right[i] = cos * above + sin * row[size];
      row[size] = cos * row[size] - sin * above;
    }
    return row[size] * row[size];
  }

  private void solve() {
    if (solved) {
      return;
    }
    for (int i = size - 1; i >= 0; i--) {
      double sum = right[i];
      for (int j = i + 1; j < size; j++) {
        sum -= triangle[i][j] * weights[j];
      }
      // Zero where an input was never other than 0 and nothing pulls: it must not weigh.
      weights[i] = triangle[i][i] == 0 ? 0 : sum / triangle[i][i];
    }
    solved = true;
  }

  @Override
  public double[] weights() {
    solve();
    return weights.clone();
  }

  /// Sum of squared residuals, in squared units of the outcome.
  double residualSumOfSquares() {
    return residual;
  }

  /// Standard deviation of the residuals (divisor: examples less weights), in units of the outcome;
  /// `NaN` unless there are more examples than weights.
  double residualDeviation() {
    return examples > size ? Math.sqrt(residual / (examples - size)) : Double.NaN;
  }

  /// Standard error of each weight, the intercept last: `s sqrt(diag((R'R)^-1))`.
  double[] standardErrors() {
    double[] errors = new double[size];
    double[] column = new double[size];
    for (int k = 0; k < size; k++) {
      // Column k of the inverse of R; its squares sum up along the rows of R^-1 R^-T.
      Arrays.fill(column, 0);
      for (int i = k; i >= 0; i--) {
        double sum = i == k ? 1 : 0;
        for (int j = i + 1; j <= k; j++) {
          sum -= triangle[i][j] * column[j];
        }
        column[i] = sum / triangle[i][i];
        errors[i] += column[i] * column[i];
      }
    }
    for (int i = 0; i < size; i++) {
      errors[i] = residualDeviation() * Math.sqrt(errors[i]);
    }
    return errors;
  }

  @Override
  public void save(DoubleConsumer out) {
    out.accept(examples);
    out.accept(residual);
    out.accept(refilled);
    Restorable.saveAll(out, right);
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        out.accept(triangle[i][j]);
      }
    }
  }

  @Override
  public void load(DoubleSupplier in) {
    examples = in.getAsDouble();
    residual = in.getAsDouble();
    refilled = Restorable.count(in, Math.max(0, size - 2));
    Restorable.loadAll(in, right);
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        triangle[i][j] = in.getAsDouble();
      }
    }
    solved = false;
  }
}
