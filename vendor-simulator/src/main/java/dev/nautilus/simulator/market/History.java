package dev.nautilus.simulator.market;

import dev.nautilus.simulator.random.Draws;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Everything about one instrument by day, remembered within bounds: whole days of minutes for the
/// days asked for lately, and one small bar for each day ever asked for.
final class History {
  /// Thirty days of minutes is the most a vendor gives out; the rest is slack for live queries.
  private static final int DAYS_KEPT = 36;

  private static final double CALM_VOLUME = 0.4;
  private static final double RANDOM_VOLUME = 1.2;
  private static final double INFORMED_VOLUME = 2;

  private final Instrument instrument;
  private final Factors factors;
  private final DailyWalk walk;
  private final Draws draws;
  private final Map<Integer, Bar> dailyBars = new ConcurrentHashMap<>();
  private final Map<Integer, DayPath> days =
      new LinkedHashMap<>(DAYS_KEPT * 2, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, DayPath> eldest) {
          return size() > DAYS_KEPT;
        }
      };

  History(Instrument instrument, Factors factors, Draws draws) {
    this.instrument = instrument;
    this.factors = factors;
    this.walk = new DailyWalk(instrument, factors, draws.of("walk"));
    this.draws = draws;
  }

  Instrument instrument() {
    return instrument;
  }

  DayPlan plan(int day) {
    return walk.plan(day);
  }

  MinuteKnots knots(int day) {
    return new MinuteKnots(plan(day), walk.logCloseBefore(day), draws.of("knots").of(day));
  }

  /// The minutes of a day; remembered, because live queries come back to the same few days.
  DayPath day(int day) {
    synchronized (days) {
      return days.computeIfAbsent(day, this::passingDay);
    }
  }

  /// The minutes of a day for someone who reads years once and must not push the others out.
  DayPath passingDay(int day) {
    return new DayPath(instrument, knots(day), volumes(day));
  }

  /// The bar of a whole day, future minutes included.
  Bar dailyBar(int day) {
    return dailyBars.computeIfAbsent(day, this::wholeDay);
  }

  private Bar wholeDay(int day) {
    MinuteKnots knots = knots(day);
    long volume = 0;
    for (long minute : volumes(day)) {
      volume += minute;
    }
    return new Bar(
        Sessions.start(day),
        price(knots.first(0)),
        price(knots.highest()),
        price(knots.lowest()),
        price(knots.last(Sessions.MINUTES - 1)),
        volume);
  }

  private double price(double logPrice) {
    return instrument.price(DayPath.ticks(instrument, logPrice));
  }

  /// Close of the day before; before the very first day, the base price.
  double previousClose(int day) {
    return day == 0 ? instrument.basePrice() : dailyBar(day - 1).close();
  }

  MinuteTape tape(int day, int minute) {
    double flow = plan(day).flow(minute);
    Draws here = draws.of("tape").of((long) day * Sessions.MINUTES + minute);
    return new MinuteTape(instrument, day(day), Sessions.at(day, minute), flow, here);
  }

  List<Episode> episodes(int day) {
    return plan(day).spells().stream()
        .map(
            spell -> {
              Instant start = Sessions.at(day, spell.start());
              Instant end = Sessions.at(day, spell.start() + spell.minutes());
              return new Episode(
                  instrument.symbol(), start, end, spell.direction(), spell.intensity());
            })
        .toList();
  }

  private long[] volumes(int day) {
    long[] volumes = new long[Sessions.MINUTES];
    if (!instrument.hasVolume()) {
      return volumes;
    }
    DayPlan plan = plan(day);
    Draws noise = draws.of("volume").of(day);
    double typical = instrument.dailyVolume() * factors.nervousness(day);
    for (int m = 0; m < Sessions.MINUTES; m++) {
      double mood = CALM_VOLUME + RANDOM_VOLUME * noise.uniform(m);
      double informed = 1 + INFORMED_VOLUME * Math.abs(plan.flow(m));
      volumes[m] = Math.round(typical * Sessions.weight(m) * mood * informed);
    }
    return volumes;
  }
}
