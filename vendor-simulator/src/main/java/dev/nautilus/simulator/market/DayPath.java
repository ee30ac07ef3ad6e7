package dev.nautilus.simulator.market;

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
