package dev.nautilus.simulator.market;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The crashes that one instrument has been through, together. Without any, nothing is changed.
///
/// **Threads** Any.
final class Shocks {
  private final List<FlashCrash> crashes = new CopyOnWriteArrayList<>();

  void add(FlashCrash crash) {
    crashes.add(crash);
  }

  List<FlashCrash> all() {
    return List.copyOf(crashes);
  }

  /// Whether anything of a day is not as it would have been.
  boolean reach(int day) {
    Instant end = Sessions.start(day + 1);
    return crashes.stream().anyMatch(crash -> crash.onset().isBefore(end));
  }

  double logShift(long epochSecond) {
    double sum = 0;
    for (FlashCrash crash : crashes) {
      sum += crash.logShift(epochSecond);
    }
    return sum;
  }

  /// From 0, as many sellers as ever, to 1, nobody else.
  double selling(long minuteStart) {
    double sum = 0;
    for (FlashCrash crash : crashes) {
      sum += crash.selling(minuteStart);
    }
    return Math.min(1, sum);
  }

  double volumeFactor(long minuteStart) {
    double factor = 1;
    for (FlashCrash crash : crashes) {
      factor *= crash.volumeFactor(minuteStart);
    }
    return factor;
  }

  /// A price in ticks after what happened; the order of prices is kept.
  static int shifted(int ticks, double logShift) {
    return (int) Math.max(1, Math.round(ticks * StrictMath.exp(logShift)));
  }
}
