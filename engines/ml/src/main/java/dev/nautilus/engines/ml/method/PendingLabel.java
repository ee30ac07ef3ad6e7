package dev.nautilus.engines.ml.method;

import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/// The outcome of one example, on its way: known only when the bars have come that it is made of.
///
/// **Undefined** where a price is not above 0, since a return then means nothing, and where both
/// barriers fall within one bar.
public final class PendingLabel implements Restorable {
  private final Label label;
  private final int horizon;
  private final double barriers;
  private double close;
  private double deviation;
  private int bars;
  private boolean settled;
  private double outcome = Double.NaN;
  private double forward = Double.NaN;

  /// A label that has not begun.
  ///
  /// @param horizon bars ahead, 1 or more
  /// @param barriers distance of the barriers in standard deviations of the return over the horizon
  public PendingLabel(Label label, int horizon, double barriers) {
    this.label = label;
    this.horizon = horizon;
    this.barriers = barriers;
  }

  /// Begins at a bar.
  ///
  /// @param close of it
  /// @param deviation of the return of one bar as known then, above 0
  public PendingLabel from(double close, double deviation) {
    this.close = close;
    this.deviation = deviation * Math.sqrt(horizon);
    return this;
  }

  /// Takes the next bar in.
  public void next(double high, double low, double last) {
    if (settled) {
      return;
    }
    bars++;
    if (close <= 0 || last <= 0) {
      settle(Double.NaN, last);
      return;
    }
    double distance = barriers * deviation;
    boolean above = label == Label.TRIPLE_BARRIER && high >= close * (1 + distance);
    boolean below = label == Label.TRIPLE_BARRIER && low <= close * (1 - distance);
    if (above || below) {
      settle(above && below ? Double.NaN : above ? 1 : 0, last);
    } else if (bars == horizon) {
      double gain = last / close - 1;
      settle(label == Label.RETURN ? gain / deviation : gain > 0 ? 1 : 0, last);
    }
  }

  private void settle(double value, double last) {
    settled = true;
    outcome = value;
    forward = last / close - 1;
  }

  /// Whether nothing that comes can change it.
  public boolean isSettled() {
    return settled;
  }

  /// The outcome; empty until it is settled, and when it is undefined.
  public OptionalDouble outcome() {
    return Double.isFinite(outcome) ? OptionalDouble.of(outcome) : OptionalDouble.empty();
  }

  /// The forward return up to where it was settled, a fraction; `NaN` before.
  public double forward() {
    return forward;
  }

  /// Standard deviation of the forward return as known at the start, a fraction.
  public double deviation() {
    return deviation;
  }

  @Override
  public void save(DoubleConsumer out) {
    Restorable.saveAll(out, new double[] {close, deviation, bars});
  }

  /// Only labels that are not settled are kept.
  @Override
  public void load(DoubleSupplier in) {
    close = in.getAsDouble();
    deviation = in.getAsDouble();
    bars = Restorable.count(in, horizon);
  }
}
