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
  private final Shocks shocks = new Shocks();

  /// As shocks have left them; and, of the same days, as they would have been.
  private final Map<Integer, DayPath> days = new LatestDays();

  private final Map<Integer, DayPath> rawDays = new LatestDays();

  /// Those asked for lately.
  private static final class LatestDays extends LinkedHashMap<Integer, DayPath> {
    private static final long serialVersionUID = 1;

    LatestDays() {
      super(DAYS_KEPT * 2, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, DayPath> eldest) {
      return size() > DAYS_KEPT;
    }
  }

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
    DayPath raw = rawDay(day);
    return shocks.reach(day) ? new DayPath(day, raw, shocks, m -> tape(raw, day, m)) : raw;
  }

  private DayPath rawDay(int day) {
    if (!shocks.reach(day)) {
      return new DayPath(instrument, knots(day), volumes(day));
    }
    synchronized (rawDays) {
      return rawDays.computeIfAbsent(day, d -> new DayPath(instrument, knots(d), volumes(d)));
    }
  }

  /// From its onset on, nothing is as it would have been.
  void strike(FlashCrash crash) {
    int first = Sessions.day(crash.onset());
    synchronized (days) {
      shocks.add(crash);
      days.keySet().removeIf(day -> day >= first);
    }
    // Not within the lock: whoever makes a daily bar takes it.
    dailyBars.keySet().removeIf(day -> day >= first);
  }

  Shocks shocks() {
    return shocks;
  }

  /// The bar of a whole day, future minutes included.
  Bar dailyBar(int day) {
    return dailyBars.computeIfAbsent(day, d -> shocks.reach(d) ? shakenDay(d) : wholeDay(d));
  }

  private Bar shakenDay(int day) {
    DayPath path = day(day);
    return new Bar(
        Sessions.start(day),
        instrument.price(path.open(0)),
        instrument.price(path.highBefore(Sessions.MINUTES)),
        instrument.price(path.lowBefore(Sessions.MINUTES)),
        instrument.price(path.close(Sessions.MINUTES - 1)),
        path.volumeBefore(Sessions.MINUTES));
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
    return tape(shocks.reach(day) ? rawDay(day) : day(day), day, minute);
  }

  private MinuteTape tape(DayPath raw, int day, int minute) {
    double flow = plan(day).flow(minute);
    Draws here = draws.of("tape").of((long) day * Sessions.MINUTES + minute);
    return new MinuteTape(instrument, raw, shocks, Sessions.at(day, minute), flow, here);
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
