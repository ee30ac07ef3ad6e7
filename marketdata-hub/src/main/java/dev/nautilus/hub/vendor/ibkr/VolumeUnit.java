package dev.nautilus.hub.vendor.ibkr;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many units of a contract one unit of a bar's volume stands for. The documentation says 100,
/// recorded answers fit it, and nothing proves it; so it is compared, once, with the exact volume
/// of a running day. History leaves some trades out, which is why the two agree only roughly.
///
/// **Threads** Safe for many.
final class VolumeUnit {
  private static final Logger log = LoggerFactory.getLogger(VolumeUnit.class);
  private static final List<Integer> CANDIDATES = List.of(1, 100);

  /// Between what a candidate's share of the day's volume must lie.
  private static final double LEAST = 0.5;

  private static final double MOST = 4;

  private volatile int unit;
  private volatile boolean compared;

  /// @param assumed until something better is known
  VolumeUnit(int assumed) {
    this.unit = assumed;
  }

  int get() {
    return unit;
  }

  /// Whether it was found by comparing.
  boolean isCompared() {
    return compared;
  }

  /// Compares the two volumes of one running day.
  ///
  /// @param exact in units of the contract
  /// @param history in the unit that is looked for
  void compare(double exact, double history) {
    if (exact <= 0 || history <= 0) {
      return;
    }
    double ratio = exact / history;
    for (int candidate : CANDIDATES) {
      if (ratio >= candidate * LEAST && ratio <= candidate * MOST) {
        if (candidate != unit) {
          log.warn("ibkr counts a bar's volume in units of {}, not {}", candidate, unit);
        }
        unit = candidate;
        compared = true;
        return;
      }
    }
    log.warn("ibkr's day volume is {} times that of its history: unit {} kept", ratio, unit);
  }
}
