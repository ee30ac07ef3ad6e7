package dev.nautilus.engines.marketdata.method;

import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.util.List;

/// Imbalance bars whose step follows the market.
///
/// **Definition** A bar ends when `|sum b m| >= E[T] |E[b m]|`: b = +1 for a buyer's and -1 for a
/// seller's print, m its measure. E[T] is the exponential mean of the number of prints in bars
/// before, over `bars` of them, E[b m] the exponential mean over as many prints as `bars` bars hold
/// at first. For ticks E[b m] is 2 P[b = 1] - 1.
///
/// **Undefined** No bar ends before `prints` sided prints have come: until then E[b m] is not
/// known. E[T] is held within a tenth and ten times of `prints`, because the rule feeds on itself:
/// a long bar makes the next one longer.
///
/// **Source** López de Prado (2018), section 2.3.2.1; the number of bars as in mlfinlab.
public final class AdaptiveImbalanceBars extends GrowingBar {
  private static final double BOUND = 10;

  private final Measure measure;
  private final int prints;
  private final double barWeight;
  private final double printWeight;
  private long seen;
  private long inBar;
  private double sum;
  private double expectedPrints;
  private double expectedSigned;

  /// @param prints how many prints the first bar is expected to hold, 1 or more
  /// @param bars over how many bars the means reach, 1 or more
  public AdaptiveImbalanceBars(Measure measure, int prints, int bars) {
    if (prints < 1 || bars < 1) {
      throw new IllegalArgumentException(
          "prints and bars must be 1 or more, were " + prints + " and " + bars);
    }
    this.measure = measure;
    this.prints = prints;
    barWeight = 2.0 / (bars + 1);
    printWeight = 2.0 / ((double) prints * bars + 1);
    expectedPrints = prints;
  }

  @Override
  List<BuiltBar> cut(Print print) {
    BuiltBar grown = grow(print);
    if (print.aggressor() == Side.UNKNOWN) {
      return List.of();
    }
    double amount = measure.of(print).doubleValue();
    double signed = print.aggressor() == Side.BUY ? amount : -amount;
    seen++;
    inBar++;
    sum += signed;
    // The first `prints` are averaged plainly; an exponential mean would start at its first value.
    expectedSigned += (signed - expectedSigned) * Math.max(printWeight, 1.0 / seen);
    double step = expectedPrints * Math.abs(expectedSigned);
    if (seen < prints || Math.abs(sum) < step) {
      return List.of();
    }
    double next = expectedPrints + barWeight * (inBar - expectedPrints);
    expectedPrints = Math.clamp(next, prints / BOUND, prints * BOUND);
    close();
    inBar = 0;
    sum = 0;
    return List.of(grown);
  }

  @Override
  public State state() {
    return state(
        List.of(
            BigDecimal.valueOf(seen),
            BigDecimal.valueOf(inBar),
            new BigDecimal(sum),
            new BigDecimal(expectedPrints),
            new BigDecimal(expectedSigned)));
  }

  @Override
  void recall(List<BigDecimal> memory) {
    seen = memory.get(0).longValueExact();
    inBar = memory.get(1).longValueExact();
    sum = memory.get(2).doubleValue();
    expectedPrints = memory.get(3).doubleValue();
    expectedSigned = memory.get(4).doubleValue();
  }
}
