package dev.nautilus.engines.ml.method;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Drift by Hoeffding's bound on averages: the mean of all values against that of the best prefix.
///
/// **Definition** the prefix whose mean plus bound `sqrt(ln(1/delta) / (2n))` was lowest is kept.
/// Drift where the mean of all exceeds the prefix's by `sqrt(m/2 ln(2/delta))`, `m = (N - n) / (n
/// N)`. Two-sided also the other way round. **Unit** the values', which lie in [0, 1].
///
/// **Source** Frias-Blanco et al. (2015), Online and Non-Parametric Drift Detection Methods Based
/// on Hoeffding's Bounds, IEEE TKDE 27(3).
final class HddmA implements DriftDetector {
  /// @param delta chance of a false alarm
  /// @param twoSided whether a fall is drift too
  record Rule(double delta, boolean twoSided) {
    static final Rule PUBLISHED = new Rule(0.001, false);
  }

  /// A prefix of the values.
  private record Prefix(double count, double sum) {
    static final Prefix NONE = new Prefix(0, 0);

    double mean() {
      return sum / count;
    }
  }

  private final Rule rule;
  private Prefix all = Prefix.NONE;
  private Prefix lowest = Prefix.NONE;
  private Prefix highest = Prefix.NONE;

  HddmA(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Optional<Drift> update(double error) {
    all = new Prefix(all.count() + 1, all.sum() + error);
    lowest = lowest.count() == 0 ? all : lowest;
    highest = highest.count() == 0 ? all : highest;
    if (lowest.mean() + bound(lowest.count()) >= all.mean() + bound(all.count())) {
      lowest = all;
    }
    if (highest.mean() - bound(highest.count()) <= all.mean() - bound(all.count())) {
      highest = all;
    }
    Optional<Drift> rise = exceeded(all.mean() - lowest.mean(), lowest, true);
    if (rise.isPresent()) {
      begin();
      return rise;
    }
    Optional<Drift> fall = exceeded(highest.mean() - all.mean(), highest, false);
    if (rule.twoSided() && fall.isPresent()) {
      begin();
      return fall;
    }
    return Optional.empty();
  }

  private double bound(double count) {
    return Math.sqrt(StrictMath.log(1 / rule.delta()) / (2 * count));
  }

  private Optional<Drift> exceeded(double apart, Prefix prefix, boolean rose) {
    if (prefix.count() == all.count()) {
      return Optional.empty();
    }
    double share = (all.count() - prefix.count()) / (prefix.count() * all.count());
    double threshold = Math.sqrt(share / 2 * StrictMath.log(2 / rule.delta()));
    return apart >= threshold
        ? Optional.of(new Drift(apart, OptionalDouble.of(threshold), rose))
        : Optional.empty();
  }

  private void begin() {
    all = Prefix.NONE;
    lowest = Prefix.NONE;
    highest = Prefix.NONE;
  }

  @Override
  public void save(DoubleConsumer out) {
    for (Prefix each : new Prefix[] {all, lowest, highest}) {
      out.accept(each.count());
      out.accept(each.sum());
    }
  }

  @Override
  public void load(DoubleSupplier in) {
    all = prefix(in);
    lowest = prefix(in);
    highest = prefix(in);
  }

  private static Prefix prefix(DoubleSupplier in) {
    return new Prefix(in.getAsDouble(), in.getAsDouble());
  }
}
