package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;
import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// Weights whose worst days cost least (CVaR).
///
/// **Definition** `min a + sum(u_t) / (alpha T)` with `u_t >= -r_t' w - a`, `u_t >= 0`, `sum w =
/// 1`, bounds. **Unit** weights as fractions; the loss as a fraction a day, positive. **Source**
/// Rockafellar & Uryasev (2000), J. Risk 2(3). **Undefined** (empty) when nothing meets the bounds.
public final class ExpectedShortfall {
  private ExpectedShortfall() {}

  /// The weights.
  ///
  /// @param returns complete, by day, then asset
  /// @param alpha part of the days that count as worst, in (0, 1)
  public static Optional<double[]> leastWeights(double[][] returns, double alpha, Bounds bounds) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), was " + alpha);
    }
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    int n = returns[0].length;
    Variable[] w = new Variable[n];
    Expression sum = model.newExpression("sum").level(bounds.sum());
    for (int i = 0; i < n; i++) {
      w[i] = model.newVariable("w" + i).lower(bounds.lower()).upper(bounds.upper());
      sum.set(w[i], 1);
    }
    Variable limit = model.newVariable("limit").weight(1);
    for (int t = 0; t < returns.length; t++) {
      Variable over = model.newVariable("over" + t).lower(0).weight(1 / (alpha * returns.length));
      Expression loss = model.newExpression("loss" + t).lower(0).set(over, 1).set(limit, 1);
      for (int i = 0; i < n; i++) {
        loss.set(w[i], returns[t][i]);
      }
    }
    Optimisation.Result result = model.minimise();
    if (!result.getState().isFeasible()) {
      return Optional.empty();
    }
    double[] weights = new double[n];
    Arrays.setAll(weights, i -> result.doubleValue(i));
    return Optional.of(weights);
  }

  /// Mean loss of the worst days, the one on the border in part.
  public static double of(double[][] returns, double[] weights, double alpha) {
    double[] losses =
        Arrays.stream(Algebra.times(returns, weights)).map(value -> -value).sorted().toArray();
    double days = alpha * losses.length;
    double sum = 0;
    double left = days;
    for (int t = losses.length - 1; t >= 0 && left > 0; t--) {
      double part = Math.min(1, left);
      sum += part * losses[t];
      left -= part;
    }
    return sum / days;
  }
}
