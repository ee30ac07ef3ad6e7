package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.AdaptiveImbalanceBars;
import dev.nautilus.engines.marketdata.method.BarCutter;
import dev.nautilus.engines.marketdata.method.Measure;
import dev.nautilus.engines.marketdata.method.RenkoBars;
import dev.nautilus.engines.marketdata.method.ThresholdBars;
import dev.nautilus.engines.marketdata.method.ThresholdBars.Rule;
import dev.nautilus.message.BarSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The kinds of bars there are, by what stands before the colon of a spec.
///
/// `tick:100`, `volume:10000`, `dollar:1000000` (price times size); `<measure>_imbalance:` and
/// `<measure>_runs:` of each; `adaptive_imbalance:100` (prints that the first bar is expected to
/// hold); `renko:0.5` (height in units of price); `renko_bps:10` (height in basis points of the
/// first price); `heikin_ashi:60` (seconds). Without a colon it is time: `10s`, `1m`, `1h`, `1d`.
final class BarKinds {
  /// As in mlfinlab.
  private static final int ADAPTS_OVER_BARS = 3;

  private static final String HEIKIN_ASHI = "heikin_ashi";

  private static final Map<String, Function<BigDecimal, BarCutter>> CUTTERS = cutters();

  private BarKinds() {}

  private static Map<String, Function<BigDecimal, BarCutter>> cutters() {
    Map<String, Measure> measures =
        Map.of("tick", Measure.TICK, "volume", Measure.VOLUME, "dollar", Measure.VALUE);
    Map<String, Function<BigDecimal, BarCutter>> cutters = new TreeMap<>();
    measures.forEach(
        (name, measure) -> {
          cutters.put(name, step -> new ThresholdBars(measure, Rule.TOTAL, step, true));
          cutters.put(
              name + "_imbalance", step -> new ThresholdBars(measure, Rule.IMBALANCE, step, true));
          cutters.put(name + "_runs", step -> new ThresholdBars(measure, Rule.RUNS, step, true));
        });
    cutters.put(
        "adaptive_imbalance",
        prints ->
            new AdaptiveImbalanceBars(Measure.TICK, prints.intValueExact(), ADAPTS_OVER_BARS));
    cutters.put("renko", brick -> new RenkoBars(brick, false));
    cutters.put("renko_bps", RenkoBars::ofBasisPoints);
    return cutters;
  }

  /// Refuses a spec that is no kind of bar.
  ///
  /// @throws IllegalArgumentException naming the kinds there are
  static void check(BarSpec spec) {
    if (length(spec).isEmpty()) {
      cutter(spec);
    }
  }

  /// Length of a bar that time cuts; empty for the others.
  static Optional<Duration> length(BarSpec spec) {
    Optional<Duration> length =
        isHeikinAshi(spec)
            ? Optional.of(Duration.ofSeconds(number(spec).longValueExact()))
            : spec.duration();
    length
        .filter(each -> each.compareTo(Duration.ofDays(1)) > 0 || each.isZero())
        .ifPresent(
            each -> {
              throw new IllegalArgumentException(
                  "a bar cut by time must last one second to one day, was " + spec);
            });
    return length;
  }

  static boolean isHeikinAshi(BarSpec spec) {
    return spec.code().startsWith(HEIKIN_ASHI + ":");
  }

  /// A new cutter of bars of another clock.
  static BarCutter cutter(BarSpec spec) {
    int colon = spec.code().indexOf(':');
    Function<BigDecimal, BarCutter> maker =
        colon < 0 ? null : CUTTERS.get(spec.code().substring(0, colon));
    if (maker == null) {
      throw new IllegalArgumentException(
          "bar spec must be a time like 10s, 1m, 1h, 1d or %s:<seconds> or one of %s with a step, was %s"
              .formatted(HEIKIN_ASHI, CUTTERS.keySet(), spec));
    }
    try {
      return maker.apply(number(spec));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the step of " + spec + " must be a whole number", e);
    }
  }

  private static BigDecimal number(BarSpec spec) {
    String text = spec.code().substring(spec.code().indexOf(':') + 1);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the step of " + spec + " must be a number", e);
    }
  }
}
