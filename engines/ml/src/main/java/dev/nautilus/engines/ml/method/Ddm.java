package dev.nautilus.engines.ml.method;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Drift detection method: the share of errors was lower before, by more than chance.
///
/// **Definition** `p` the share of errors, `s = sqrt(p (1 - p) / n)`; drift where `p + s > pmin + 3
/// smin`, the pair of the smallest `p + s`. **Unit** fraction. For errors of 0 and 1. Tells a rise
/// only.
///
/// **Source** Gama, Medas, Castillo, Rodrigues (2004), Learning with Drift Detection, SBIA.
final class Ddm implements DriftDetector {
  /// @param least values before it may speak
  /// @param deviations above the best that are drift
  record Rule(int least, double deviations) {
    static final Rule PUBLISHED = new Rule(30, 3);
  }

  private final Rule rule;
  private double count;
  private double share;
  private double best;
  private double bestShare;
  private double bestDeviation;

  Ddm(Rule rule) {
    this.rule = rule;
    begin();
  }

  private void begin() {
    count = 1;
    share = 1;
    best = Double.POSITIVE_INFINITY;
    bestShare = Double.POSITIVE_INFINITY;
    bestDeviation = Double.POSITIVE_INFINITY;
  }

  @Override
  public Optional<Drift> update(double error) {
    share += (error - share) / count;
    double deviation = Math.sqrt(Math.max(0, share * (1 - share)) / count);
    count++;
    if (count < rule.least()) {
      return Optional.empty();
    }
    double now = share + deviation;
    if (now <= best) {
      best = now;
      bestShare = share;
      bestDeviation = deviation;
    }
    double threshold = bestShare + rule.deviations() * bestDeviation;
    if (now <= threshold) {
      return Optional.empty();
    }
    begin();
    return Optional.of(new Drift(now, OptionalDouble.of(threshold), true));
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, new double[] {count, share, best, bestShare, bestDeviation});
  }

  @Override
  public void load(DoubleSupplier in) {
    count = in.getAsDouble();
    share = in.getAsDouble();
    best = in.getAsDouble();
    bestShare = in.getAsDouble();
    bestDeviation = in.getAsDouble();
  }
}
