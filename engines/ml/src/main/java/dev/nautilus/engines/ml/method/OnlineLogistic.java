package dev.nautilus.engines.ml.method;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Logistic regression, one gradient step an example: `p = 1 / (1 + exp(-(w x + b)))`, gradient `(p
/// - y) x`. The intercept is the weight of a last input that is always 1.
final class OnlineLogistic implements Learner {
  private final Descent descent;
  private final double[] gradient;

  OnlineLogistic(Descent descent) {
    this.descent = descent;
    gradient = new double[descent.weights().length];
  }

  @Override
  public double predict(double[] inputs) {
    double[] weights = descent.weights();
    double sum = weights[weights.length - 1];
    for (int i = 0; i < inputs.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return Probability.logistic(sum);
  }

  @Override
  public void learn(double[] inputs, double outcome) {
    learn(inputs, outcome, 1);
  }

  /// Learns from an example that counts as so many.
  void learn(double[] inputs, double outcome, double weight) {
    double error = (predict(inputs) - outcome) * weight;
    for (int i = 0; i < inputs.length; i++) {
      gradient[i] = error * inputs[i];
    }
    gradient[inputs.length] = error;
    descent.step(gradient);
  }

  @Override
  public double[] weights() {
    return descent.weights().clone();
  }

  @Override
  public void save(DoubleConsumer out) {
    descent.save(out);
  }

  @Override
  public void load(DoubleSupplier in) {
    descent.load(in);
  }
}
