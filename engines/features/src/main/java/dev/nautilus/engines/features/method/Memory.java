package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// The blocks of one feature in the order they were made; this order is the layout of a snapshot.
final class Memory {

  private final List<Block> blocks = new ArrayList<>();

  <B extends Block> B keep(B block) {
    blocks.add(block);
    return block;
  }

  /// A single remembered number.
  Cell cell(double initial) {
    return keep(new Cell(initial));
  }

  /// Mean of `period` values, then `alpha = 2/(period+1)` smoothing.
  ExponentialMean ema(int period) {
    return keep(ExponentialMean.ema(period));
  }

  /// Mean of `period` values, then `alpha = 1/period` smoothing.
  ExponentialMean wilder(int period) {
    return keep(ExponentialMean.wilder(period));
  }

  /// Starts at its first value, then `alpha = 2/(period+1)` smoothing.
  ExponentialMean primedEma(int period) {
    return keep(ExponentialMean.primed(period));
  }

  WindowSum sum(int period) {
    return keep(new WindowSum(period));
  }

  /// Simple moving average.
  Filter mean(int period) {
    WindowSum sum = sum(period);
    return value -> sum.next(value) / period;
  }

  Filter weighted(int period) {
    return keep(new WeightedMean(period));
  }

  WindowMoments moments(int period) {
    return keep(new WindowMoments(period));
  }

  WindowExtreme highest(int period) {
    return keep(WindowExtreme.highest(period));
  }

  WindowExtreme lowest(int period) {
    return keep(WindowExtreme.lowest(period));
  }

  Delay delay(int steps) {
    return keep(new Delay(steps));
  }

  LinearFit line(int period) {
    return keep(new LinearFit(period));
  }

  Window window(int size) {
    return keep(new Window(size));
  }

  RunningSum total() {
    return keep(new RunningSum());
  }

  /// Lets nothing through until `count` values have passed.
  Filter skip(int count) {
    Cell seen = cell(0);
    return value -> {
      if (Double.isNaN(value)) {
        return value;
      }
      if (seen.get() >= count) {
        return value;
      }
      seen.set(seen.get() + 1);
      return Double.NaN;
    };
  }

  void exchange(Tape tape) {
    blocks.forEach(block -> block.exchange(tape));
  }
}
