package dev.nautilus.engines.portfolio.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// Minimises `x' Q x / 2 - c' x` where rows hold. Made for one solution; not shared.
///
/// **Source** ojAlgo's active set solver; what it finds active is then solved for once more as a
/// system of equations, which takes the rest from 1e-7 to the precision of a double. **Undefined**
/// (empty) when no x meets the rows, or the minimum has no end.
final class QuadraticProgram {
  private static final double ACTIVE = 1e-7;

  private final double[][] q;
  private final double[] c;
  private final List<Row> rows = new ArrayList<>();

  /// `lower <= a' x <= upper`; equal limits make an equation.
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  private record Row(double[] a, double lower, double upper) {
    boolean isEquation() {
      return lower == upper;
    }
  }

  QuadraticProgram(double[][] q, double[] c) {
    this.q = q;
    this.c = c;
  }

  QuadraticProgram equal(double[] a, double value) {
    rows.add(new Row(a, value, value));
    return this;
  }

  QuadraticProgram between(double lower, double[] a, double upper) {
    rows.add(new Row(a, lower, upper));
    return this;
  }

  /// Bounds of the first so many unknowns.
  QuadraticProgram each(int count, double lower, double upper) {
    for (int i = 0; i < count; i++) {
      double[] unit = new double[c.length];
      unit[i] = 1;
      rows.add(new Row(unit, lower, upper));
    }
    return this;
  }

  Optional<double[]> minimum() {
    Optimisation.Result result = model().minimise();
    if (!result.getState().isFeasible()) {
      return Optional.empty();
    }
    double[] found = new double[c.length];
    Arrays.setAll(found, i -> result.doubleValue(i));
    return Optional.of(polished(found));
  }

  private ExpressionsBasedModel model() {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Variable[] x = new Variable[c.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = model.newVariable("x" + i).weight(-c[i]);
    }
    Expression square = model.newExpression("square").weight(0.5);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        if (q[i][j] != 0) {
          square.set(x[i], x[j], q[i][j]);
        }
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      limit(model, x, rows.get(r), "row" + r);
    }
    return model;
  }

  private static void limit(ExpressionsBasedModel model, Variable[] x, Row row, String name) {
    int only = only(row.a());
    if (only >= 0 && row.a()[only] == 1 && !row.isEquation()) {
      bound(x[only], row);
      return;
    }
    Expression expression = model.newExpression(name);
    for (int i = 0; i < x.length; i++) {
      if (row.a()[i] != 0) {
        expression.set(x[i], row.a()[i]);
      }
    }
    if (Double.isFinite(row.lower())) {
      expression.lower(row.lower());
    }
    if (Double.isFinite(row.upper())) {
      expression.upper(row.upper());
    }
  }

  private static void bound(Variable variable, Row row) {
    if (Double.isFinite(row.lower())) {
      variable.lower(row.lower());
    }
    if (Double.isFinite(row.upper())) {
      variable.upper(row.upper());
    }
  }

  /// The one place that is not 0; -1 when there is not just one.
  private static int only(double[] a) {
    int found = -1;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != 0) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  /// Solves `[Q A'; A 0] [x; l] = [c; b]` over the rows that hold with equality; kept when it meets
  /// the other rows and is not worse.
  private double[] polished(double[] x) {
    List<double[]> active = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    for (Row row : rows) {
      double at = Algebra.dot(row.a(), x);
      if (row.isEquation() || at - row.lower() < ACTIVE) {
        active.add(row.a());
        limits.add(row.lower());
      } else if (row.upper() - at < ACTIVE) {
        active.add(row.a());
        limits.add(row.upper());
      }
    }
    int n = x.length;
    double[][] system = new double[n + active.size()][n + active.size()];
    double[] right = Arrays.copyOf(c, n + active.size());
    for (int i = 0; i < n; i++) {
      System.arraycopy(q[i], 0, system[i], 0, n);
    }
    for (int k = 0; k < active.size(); k++) {
      right[n + k] = limits.get(k);
      for (int i = 0; i < n; i++) {
        system[n + k][i] = active.get(k)[i];
        system[i][n + k] = active.get(k)[i];
      }
    }
    double[] solution = Algebra.solve(system, right);
    double[] better = Arrays.copyOf(solution, Math.min(n, solution.length));
    return better.length == n && holds(better) ? better : x;
  }

  private boolean holds(double[] x) {
    for (Row row : rows) {
      double at = Algebra.dot(row.a(), x);
      if (!(at >= row.lower() - 1e-9 && at <= row.upper() + 1e-9)) {
        return false;
      }
    }
    return true;
  }
}
