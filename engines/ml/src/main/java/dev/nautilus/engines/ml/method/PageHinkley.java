package dev.nautilus.engines.ml.method;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Page and Hinkley's test: the sum of what exceeds the running mean, faded.
///
/// **Definition** `m += (x - m)/n; S = max(0, alpha S + x - m - delta)`; drift where `S >=
/// threshold`. **Unit** the values'. Tells a rise only.
///
/// **Source** Page (1954), Biometrika 41; as used on streams by Gama et al. (2013), Machine
/// Learning 90.
final class PageHinkley implements DriftDetector {
  /// @param least values before it may speak
  /// @param delta how much more than the mean is borne
  /// @param threshold of the sum
  /// @param alpha what is left of the sum at each value
  record Rule(int least, double delta, double threshold, double alpha) {
    static final Rule PUBLISHED = new Rule(30, 0.005, 50, 0.9999);
  }

  private final Rule rule;
  private double count = 1;
  private double mean;
  private double sum;

  PageHinkley(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Optional<Drift> update(double error) {
    mean += (error - mean) / count;
    sum = Math.max(0, rule.alpha() * sum + error - mean - rule.delta());
    count++;
    if (count < rule.least() || sum < rule.threshold()) {
      return Optional.empty();
    }
    Drift drift = new Drift(sum, OptionalDouble.of(rule.threshold()), true);
    count = 1;
    mean = 0;
    sum = 0;
    return Optional.of(drift);
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, new double[] {count, mean, sum});
  }

  @Override
  public void load(DoubleSupplier in) {
    count = in.getAsDouble();
    mean = in.getAsDouble();
    sum = in.getAsDouble();
  }
}
