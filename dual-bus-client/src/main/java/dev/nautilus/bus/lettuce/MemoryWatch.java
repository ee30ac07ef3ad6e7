package dev.nautilus.bus.lettuce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How full a server's memory is, and what follows from it. Each threshold has a second one below
/// it, so that a server on the edge does not change its mind with every sample. Any thread.
final class MemoryWatch {
  /// Someone must look while there is still time: at the top rates of the settings in `redis/` the
  /// tenth between this and [#REFUSE_AT] is a minute.
  static final double ALERT_AT = 0.70;

  /// A fifth is kept for what repairs a full bus: express messages, dead letters, leases.
  static final double REFUSE_AT = 0.80;

  /// One trimming pass frees more than these five hundredths, so that refusing ends for longer than
  /// a moment.
  static final double ACCEPT_BELOW = 0.75;

  /// The same distance for the alert.
  static final double CALM_BELOW = 0.65;

  /// How full.
  enum Level {
    /// Nothing to do.
    NORMAL,
    /// Someone must look.
    HIGH,
    /// LOW to HIGH are refused.
    FULL
  }

  /// A threshold that was crossed.
  ///
  /// @param level the level entered, or the one left
  /// @param begins whether it was entered
  /// @param ratio how full the server is, 0 to 1 and above
  record Crossing(Level level, boolean begins, double ratio) {}

  private volatile Level level = Level.NORMAL;
  private volatile double ratio;
  private volatile boolean unwatched;
  private Level announced = Level.NORMAL;

  /// What INFO memory says. Without a limit the server is never full.
  synchronized void sampled(InfoRow memory) {
    unwatched = false;
    ratio = ratioOf(memory);
    level = next(level, ratio);
  }

  /// How full a server is by INFO memory; 0 without a limit.
  static double ratioOf(String info) {
    return ratioOf(InfoRow.ofText(info));
  }

  private static double ratioOf(InfoRow memory) {
    long limit = memory.number("maxmemory");
    // What Redis itself leaves out when it compares: buffers of replicas and of the disk.
    long used = memory.number("used_memory") - memory.number("mem_not_counted_for_evict");
    return limit == 0 ? 0 : (double) used / limit;
  }

  private static Level next(Level before, double ratio) {
    if (ratio >= (before == Level.FULL ? ACCEPT_BELOW : REFUSE_AT)) {
      return Level.FULL;
    }
    return ratio >= (before == Level.NORMAL ? ALERT_AT : CALM_BELOW) ? Level.HIGH : Level.NORMAL;
  }

  /// Redis refused a write for want of memory: full, whatever the last sample said.
  synchronized void refused() {
    level = Level.FULL;
    ratio = Math.max(ratio, 1);
  }

  /// This user may not ask.
  void unwatched() {
    unwatched = true;
  }

  /// What was crossed since this was asked last, in order.
  synchronized List<Crossing> takeCrossings() {
    List<Crossing> crossings = new ArrayList<>();
    for (Level each : List.of(Level.HIGH, Level.FULL)) {
      if (level.compareTo(each) >= 0 && announced.compareTo(each) < 0) {
        crossings.add(new Crossing(each, true, ratio));
      }
    }
    for (Level each : List.of(Level.FULL, Level.HIGH)) {
      if (level.compareTo(each) < 0 && announced.compareTo(each) >= 0) {
        crossings.add(new Crossing(each, false, ratio));
      }
    }
    announced = level;
    return crossings;
  }

  Level level() {
    return level;
  }

  double ratio() {
    return ratio;
  }

  boolean isUnwatched() {
    return unwatched;
  }

  /// Empty while there is room, else how full it is and what that means.
  String trouble() {
    return switch (level) {
      case NORMAL -> "";
      case HIGH ->
          "memory is "
              + percent(ratio)
              + " full, from "
              + percent(REFUSE_AT)
              + " on "
              + "messages of priority LOW to HIGH are refused";
      case FULL ->
          "memory is "
              + percent(ratio)
              + " full, messages of priority LOW to HIGH are "
              + "refused until it is below "
              + percent(ACCEPT_BELOW);
    };
  }

  static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", ratio * 100);
  }
}
