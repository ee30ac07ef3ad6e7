package dev.nautilus.simulator.market;

import dev.nautilus.simulator.random.Draws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One minute of one instrument, second by second: a price for each second that opens, closes and
/// turns exactly where the minute bar says, and the trades whose sizes sum to the bar's volume.
final class MinuteTape {
  private static final int SLOTS_PER_SECOND = 4;
  private static final int SLOT_MILLIS = 1000 / SLOTS_PER_SECOND;
  private static final int SLOTS = Sessions.SECONDS_PER_MINUTE * SLOTS_PER_SECOND;
  private static final int LAST = Sessions.SECONDS_PER_MINUTE - 1;

  private final int[] ticks = new int[Sessions.SECONDS_PER_MINUTE];
  private final List<Trade> trades = new ArrayList<>();

  /// @param day as it would have been without shocks
  /// @param flow signed strength of informed traders, from -1 to 1
  MinuteTape(
      Instrument instrument, DayPath day, Shocks shocks, Instant start, double flow, Draws draws) {
    int minute = Sessions.minute(start);
    long second = start.getEpochSecond();
    thread(day, minute, draws.of("seconds"));
    for (int s = 0; s < ticks.length; s++) {
      double shift = shocks.logShift(second + s);
      ticks[s] = shift == 0 ? ticks[s] : Shocks.shifted(ticks[s], shift);
    }
    double rise = Math.signum((double) ticks[LAST] - ticks[0]);
    double buy = buyChance(flow, rise) * (1 - shocks.selling(second));
    long volume = Math.round(day.volume(minute) * shocks.volumeFactor(second));
    fill(instrument, volume, start, buy, draws.of("trades"));
  }

  private static double buyChance(double flow, double rise) {
    return Math.clamp(0.5 + 0.08 * rise + 0.38 * flow, 0.02, 0.98);
  }

  int ticks(int second) {
    return ticks[second];
  }

  List<Trade> trades() {
    return trades;
  }

  int highest(int lastSecond) {
    int highest = ticks[0];
    for (int s = 1; s <= lastSecond; s++) {
      highest = Math.max(highest, ticks[s]);
    }
    return highest;
  }

  int lowest(int lastSecond) {
    int lowest = ticks[0];
    for (int s = 1; s <= lastSecond; s++) {
      lowest = Math.min(lowest, ticks[s]);
    }
    return lowest;
  }

  private void thread(DayPath day, int minute, Draws draws) {
    int open = day.open(minute);
    int close = day.close(minute);
    int high = day.high(minute);
    int low = day.low(minute);
    int top = turn(high, open, close, 1 + draws.below(LAST - 1, 0));
    int bottom = turn(low, open, close, 1 + draws.below(LAST - 1, 1));
    if (top == bottom && high != low) {
      bottom = top == LAST - 1 ? 1 : top + 1;
    }
    boolean topFirst = top <= bottom;
    int firstTurn = Math.min(top, bottom);
    int lastTurn = Math.max(top, bottom);
    int firstTicks = topFirst ? high : low;
    int lastTicks = topFirst ? low : high;
    ticks[0] = open;
    ticks[LAST] = close;
    ticks[firstTurn] = firstTicks;
    ticks[lastTurn] = lastTicks;
    bridge(0, firstTurn, day, minute, draws);
    bridge(firstTurn, lastTurn, day, minute, draws);
    bridge(lastTurn, LAST, day, minute, draws);
  }

  private static int turn(int extreme, int open, int close, int drawn) {
    if (extreme == open) {
      return 0;
    }
    return extreme == close ? LAST : drawn;
  }

  /// Noise between two fixed seconds, kept between the minute's low and high.
  private void bridge(int from, int to, DayPath day, int minute, Draws draws) {
    double step = Math.max(0.3, (day.high(minute) - day.low(minute)) / 13.0);
    double at = ticks[from];
    for (int s = from + 1; s < to; s++) {
      int left = to - s + 1;
      double mean = at + (ticks[to] - at) / left;
      at = mean + step * Math.sqrt((left - 1.0) / left) * draws.gaussian(2L + s);
      at = Math.clamp(at, day.low(minute), day.high(minute));
      ticks[s] = (int) Math.round(at);
    }
  }

  private void fill(Instrument instrument, long volume, Instant start, double buy, Draws draws) {
    double chance = Math.min(1, instrument.tradesPerMinute() / (double) SLOTS);
    int fallback = draws.below(SLOTS, -1);
    double[] weights = new double[SLOTS];
    double total = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      Draws here = draws.of(slot);
      if (slot == fallback || here.uniform(0) < chance) {
        weights[slot] = -StrictMath.log(here.uniform(1));
        total += weights[slot];
      }
    }
    double passed = 0;
    long given = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      if (weights[slot] > 0) {
        passed += weights[slot];
        // The last slot with weight has passed == total exactly, so that nothing is left over.
        long upTo = (long) (volume * (passed / total));
        if (upTo > given || !instrument.hasVolume()) {
          double price = instrument.price(ticks[slot / SLOTS_PER_SECOND]);
          Draws here = draws.of(slot);
          long millis = (long) slot * SLOT_MILLIS + here.below(SLOT_MILLIS, 3);
          Side aggressor = here.uniform(2) < buy ? Side.BUY : Side.SELL;
          trades.add(new Trade(start.plusMillis(millis), price, upTo - given, aggressor));
        }
        given = upTo;
      }
    }
  }
}
