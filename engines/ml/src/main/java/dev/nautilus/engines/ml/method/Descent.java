package dev.nautilus.engines.ml.method;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// How weights follow a gradient. All weights begin at 0, and a weight whose gradient is always 0
/// stays there.
sealed interface Descent extends Restorable {
  /// The weights as they are; not a copy.
  double[] weights();

  /// Moves the weights.
  void step(double[] gradient);

  /// Fixed step: `w -= lr g`.
  final class Sgd implements Descent {
    private final double[] weights;
    private final double rate;

    Sgd(int size, double rate) {
      weights = new double[size];
      this.rate = rate;
    }

    @Override
    public double[] weights() {
      return weights;
    }

    @Override
    public void step(double[] gradient) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= rate * gradient[i];
      }
    }

    @Override
    public void save(DoubleConsumer out) {
      Restorable.saveAll(out, weights);
    }

    @Override
    public void load(DoubleSupplier in) {
      Restorable.loadAll(in, weights);
    }
  }

  /// A step of its own for each weight: `G += g^2; w -= lr g / (sqrt(G) + eps)`.
  ///
  /// **Source** Duchi, Hazan, Singer (2011), Adaptive Subgradient Methods, JMLR 12.
  final class AdaGrad implements Descent {
    /// Keeps the first step finite; as usual.
    static final double EPSILON = 1e-8;

    private final double[] weights;
    private final double[] squares;
    private final double rate;
    private final double epsilon;

    AdaGrad(int size, double rate, double epsilon) {
      weights = new double[size];
      squares = new double[size];
      this.rate = rate;
      this.epsilon = epsilon;
    }

    @Override
    public double[] weights() {
      return weights;
    }

    @Override
    public void step(double[] gradient) {
      for (int i = 0; i < weights.length; i++) {
        double slope = gradient[i];
        if (slope != 0) {
          squares[i] += slope * slope;
          weights[i] -= rate * slope / (Math.sqrt(squares[i]) + epsilon);
        }
      }
    }

    @Override
    public void save(DoubleConsumer out) {
      Restorable.saveAll(out, weights, squares);
    }

    @Override
    public void load(DoubleSupplier in) {
      Restorable.loadAll(in, weights, squares);
    }
  }

  /// Parameters of FTRL-Proximal.
  ///
  /// @param alpha step
  /// @param beta how slowly steps begin to shrink
  /// @param l1 weights below it stay 0
  /// @param l2 pull towards 0
  record Ftrl(double alpha, double beta, double l1, double l2) {}

  /// `s = (sqrt(n + g^2) - sqrt(n)) / alpha; z += g - s w; n += g^2`, then `w = 0` where `|z| <=
  /// l1`, else `-(z - sgn(z) l1) / ((beta + sqrt(n)) / alpha + l2)`.
  ///
  /// **Source** McMahan et al. (2013), Ad Click Prediction: a View from the Trenches, KDD,
  /// algorithm 1.
  final class FtrlProximal implements Descent {
    private final double[] weights;
    private final double[] sums;
    private final double[] squares;
    private final Ftrl rule;

    FtrlProximal(int size, Ftrl rule) {
      weights = new double[size];
      sums = new double[size];
      squares = new double[size];
      this.rule = rule;
    }

    @Override
    public double[] weights() {
      return weights;
    }

    @Override
    public void step(double[] gradient) {
      for (int i = 0; i < weights.length; i++) {
        double slope = gradient[i];
        if (slope == 0) {
          continue;
        }
        double root = Math.sqrt(squares[i]);
        squares[i] += slope * slope;
        double grown = Math.sqrt(squares[i]);
        sums[i] += slope - (grown - root) / rule.alpha() * weights[i];
        double beyond = Math.abs(sums[i]) - rule.l1();
        weights[i] =
            beyond <= 0
                ? 0
                : -Math.signum(sums[i])
                    * beyond
                    / ((rule.beta() + grown) / rule.alpha() + rule.l2());
      }
    }

    @Override
    public void save(DoubleConsumer out) {
      Restorable.saveAll(out, weights, sums, squares);
    }

    @Override
    public void load(DoubleSupplier in) {
      Restorable.loadAll(in, weights, sums, squares);
    }
  }
}
