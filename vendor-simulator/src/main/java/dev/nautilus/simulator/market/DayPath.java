package dev.nautilus.simulator.market;

import java.util.function.IntFunction;

/// One day of one instrument in ticks and units: open, high, low, close and volume of each minute.
final class DayPath {
  private final int[] open = new int[Sessions.MINUTES];
  private final int[] high = new int[Sessions.MINUTES];
  private final int[] low = new int[Sessions.MINUTES];
  private final int[] close = new int[Sessions.MINUTES];
  private final long[] volume;

  DayPath(Instrument instrument, MinuteKnots knots, long[] volume) {
    this.volume = volume;
    for (int m = 0; m < Sessions.MINUTES; m++) {
      open[m] = ticks(instrument, knots.first(m));
      high[m] = ticks(instrument, knots.high(m));
      low[m] = ticks(instrument, knots.low(m));
      close[m] = ticks(instrument, knots.last(m));
    }
  }

  /// A day as shocks have left it.
  ///
  /// @param raw as it would have been without
  /// @param tapes a minute second by second, shocks included
  DayPath(int day, DayPath raw, Shocks shocks, IntFunction<MinuteTape> tapes) {
    this.volume = raw.volume.clone();
    long start = Sessions.start(day).getEpochSecond();
    for (int m = 0; m < Sessions.MINUTES; m++) {
      long second = start + (long) m * Sessions.SECONDS_PER_MINUTE;
      double before = shocks.logShift(second - 1);
      double after = shocks.logShift(second + Sessions.SECONDS_PER_MINUTE - 1);
      if (before == after && shocks.volumeFactor(second) == 1) {
        open[m] = Shocks.shifted(raw.open[m], after);
        high[m] = Shocks.shifted(raw.high[m], after);
        low[m] = Shocks.shifted(raw.low[m], after);
        close[m] = Shocks.shifted(raw.close[m], after);
      } else {
        shaken(m, tapes.apply(m), Math.round(raw.volume[m] * shocks.volumeFactor(second)));
      }
    }
  }

  private void shaken(int minute, MinuteTape tape, long units) {
    int last = Sessions.SECONDS_PER_MINUTE - 1;
    open[minute] = tape.ticks(0);
    high[minute] = tape.highest(last);
    low[minute] = tape.lowest(last);
    close[minute] = tape.ticks(last);
    volume[minute] = units;
  }

  /// Rounding keeps order, so a bar's high stays above its close whatever the tick.
  static int ticks(Instrument instrument, double logPrice) {
    long ticks = Math.round(StrictMath.exp(logPrice) * instrument.ticksPerUnit());
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, ticks));
  }

  int open(int minute) {
    return open[minute];
  }

  int high(int minute) {
    return high[minute];
  }

  int low(int minute) {
    return low[minute];
  }

  int close(int minute) {
    return close[minute];
  }

  long volume(int minute) {
    return volume[minute];
  }

  int highBefore(int minute) {
    int highest = Integer.MIN_VALUE;
    for (int m = 0; m < minute; m++) {
      highest = Math.max(highest, high[m]);
    }
    return highest;
  }

  int lowBefore(int minute) {
    int lowest = Integer.MAX_VALUE;
    for (int m = 0; m < minute; m++) {
      lowest = Math.min(lowest, low[m]);
    }
    return lowest;
  }

  long volumeBefore(int minute) {
    long sum = 0;
    for (int m = 0; m < minute; m++) {
      sum += volume[m];
    }
    return sum;
  }
}
