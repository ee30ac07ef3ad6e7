package dev.nautilus.engines.ml.method;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Naive Bayes with a normal distribution for each input and class, and class frequencies as
/// counted. **Undefined** before the first example.
///
/// **Source** John, Langley (1995), Estimating Continuous Distributions in Bayesian Classifiers,
/// UAI.
final class GaussianNaiveBayes implements Learner {
  private final ClassDensities densities;
  private final double[] counts = new double[ClassDensities.CLASSES];

  GaussianNaiveBayes(int inputs) {
    densities = new ClassDensities(inputs);
  }

  @Override
  public double predict(double[] inputs) {
    return densities.probability(inputs, counts);
  }

  @Override
  public void learn(double[] inputs, double outcome) {
    int label = outcome == 1 ? 1 : 0;
    counts[label]++;
    densities.learn(inputs, label);
  }

  @Override
  public double[] weights() {
    return new double[0];
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, counts);
    densities.save(out);
  }

  @Override
  public void load(DoubleSupplier in) {
    Restorable.loadAll(in, counts);
    densities.load(in);
  }
}
