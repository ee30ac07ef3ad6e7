package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.strategy.method.AverageTrueRange;
import dev.nautilus.engines.strategy.method.MomentumReturn;
import dev.nautilus.message.Bar;
import dev.nautilus.quant.flow.RecentValues;

/// What the newest bars of an instrument amount to. Each is `NaN` while not known. Confined to the
/// engine thread.
final class BarMemory {
  private final RecentValues closes;
  private final RecentValues returns;
  private final RecentValues volumes;
  private final AverageTrueRange ranges;
  private final MomentumReturn momentum;
  private double close = Double.NaN;

  BarMemory(Plan plan) {
    closes = new RecentValues(plan.lookback());
    returns = new RecentValues(plan.lookback());
    volumes = new RecentValues(plan.lookback());
    ranges = new AverageTrueRange(plan.exits().atr());
    momentum = new MomentumReturn(plan.lookback(), Math.min(plan.skip(), plan.lookback() - 1));
  }

  void take(Bar bar) {
    closes.add(bar.close());
    volumes.add(bar.volume());
    ranges.add(bar.low(), bar.high(), bar.close());
    momentum.add(bar.close());
    if (close > 0) {
      returns.add(bar.close() / close - 1);
    }
    close = bar.close();
  }

  /// Whether there are as many closes as the plan looks back on.
  boolean isFull() {
    return closes.isFull();
  }

  /// Distance of the newest close from the mean, in deviations.
  double score() {
    return (close - closes.mean()) / closes.deviation();
  }

  /// Standard deviation of a bar's return, a fraction.
  double deviation() {
    return returns.deviation();
  }

  /// Mean volume of a bar, in instrument units.
  double volume() {
    return volumes.mean();
  }

  /// Average true range, a price.
  double averageTrueRange() {
    return ranges.value();
  }

  /// What it returned lately, by which it is ranked, a fraction.
  double momentum() {
    return momentum.value();
  }

  void write(StateOutput out) {
    out.all(closes.state(), StateOutput::real).all(returns.state(), StateOutput::real);
    out.all(volumes.state(), StateOutput::real).all(ranges.state(), StateOutput::real);
    out.all(momentum.state(), StateOutput::real).real(close);
  }

  void read(StateInput in) {
    var _ = closes.restore(in.all(StateInput::real));
    var _ = returns.restore(in.all(StateInput::real));
    var _ = volumes.restore(in.all(StateInput::real));
    ranges.restore(in.all(StateInput::real));
    momentum.restore(in.all(StateInput::real));
    close = in.real();
  }
}
