package dev.nautilus.engines.ml.method;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// Drift by Hoeffding's bound on weighted averages: an exponential mean up to the best moment
/// against that of what came after it.
///
/// **Definition** `e = lambda x + (1 - lambda) e`; its bound is `sqrt(b ln(1/delta) / 2)`, `b =
/// lambda^2 + (1 - lambda)^2 b`. The moment of the lowest `e` plus bound splits the values; drift
/// where the second mean exceeds the first by the bound of the two `b` together. Two-sided also the
/// other way round. **Unit** the values', which lie in [0, 1].
///
/// **Source** Frias-Blanco et al. (2015), IEEE TKDE 27(3).
final class HddmW implements DriftDetector {
  /// @param delta chance of a false alarm
  /// @param lambda weight of the newest value
  /// @param twoSided whether a fall is drift too
  record Rule(double delta, double lambda, boolean twoSided) {
    static final Rule PUBLISHED = new Rule(0.001, 0.05, false);
  }

  /// An exponential mean; `NaN` while it has no value.
  private record Faded(double mean, double bound) {
    static final Faded NONE = new Faded(Double.NaN, Double.NaN);

    boolean isEmpty() {
      return Double.isNaN(mean);
    }

    Faded plus(double value, double lambda) {
      if (isEmpty()) {
        return new Faded(value, 1);
      }
      double rest = 1 - lambda;
      return new Faded(lambda * value + rest * mean, lambda * lambda + rest * rest * bound);
    }
  }

  /// One direction: what was before its best moment, and what came since.
  private record Side(double best, Faded before, Faded since) {}

  private final Rule rule;
  private Faded all = Faded.NONE;
  private Side rising = side();
  private Side falling = side();

  HddmW(Rule rule) {
    this.rule = rule;
  }

  private static Side side() {
    return new Side(Double.POSITIVE_INFINITY, Faded.NONE, Faded.NONE);
  }

  @Override
  public Optional<Drift> update(double error) {
    all = all.plus(error, rule.lambda());
    double bound = bound(all.bound());
    rising = next(rising, all.mean() + bound, error);
    falling = next(falling, -(all.mean() - bound), error);
    Optional<Drift> rise = exceeded(rising, 1);
    Optional<Drift> drift = rise.isPresent() || !rule.twoSided() ? rise : exceeded(falling, -1);
    if (drift.isPresent()) {
      all = Faded.NONE;
      rising = side();
      falling = side();
    }
    return drift;
  }

  private Side next(Side side, double now, double error) {
    return now < side.best()
        ? new Side(now, all, Faded.NONE)
        : new Side(side.best(), side.before(), side.since().plus(error, rule.lambda()));
  }

  private double bound(double sum) {
    return Math.sqrt(sum * StrictMath.log(1 / rule.delta()) / 2);
  }

  private Optional<Drift> exceeded(Side side, int direction) {
    if (side.before().isEmpty() || side.since().isEmpty()) {
      return Optional.empty();
    }
    double apart = direction * (side.since().mean() - side.before().mean());
    double threshold = bound(side.before().bound() + side.since().bound());
    return apart > threshold
        ? Optional.of(new Drift(apart, OptionalDouble.of(threshold), direction > 0))
        : Optional.empty();
  }

  @Override
  public void save(DoubleConsumer out) {
    save(all, out);
    save(rising, out);
    save(falling, out);
  }

  private static void save(Side side, DoubleConsumer out) {
    out.accept(side.best());
    save(side.before(), out);
    save(side.since(), out);
  }

  private static void save(Faded faded, DoubleConsumer out) {
    out.accept(faded.mean());
    out.accept(faded.bound());
  }

  @Override
  public void load(DoubleSupplier in) {
    all = faded(in);
    rising = side(in);
    falling = side(in);
  }

  private static Side side(DoubleSupplier in) {
    return new Side(in.getAsDouble(), faded(in), faded(in));
  }

  private static Faded faded(DoubleSupplier in) {
    return new Faded(in.getAsDouble(), in.getAsDouble());
  }
}
