package dev.nautilus.simulator.market;

import dev.nautilus.simulator.random.Draws;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The whole simulated market of one seed. Asking never changes an answer: every method is a pure
/// function of the seed and its arguments, caches aside.
///
/// "Now" is an argument, never read from a clock: what lies after it is not told. A [FlashCrash]
/// that is ordered changes what comes after its onset, and nothing before.
public final class Market {
  /// The first day anything traded.
  public static final LocalDate FIRST_DAY = LocalDate.of(2019, 1, 1);

  private static final int DAYS_WORTH_KEEPING = 32;
  private static final double INFORMED_SPREAD = 1.5;
  private static final double NERVOUS_SPREAD = 0.8;
  private static final double FEARFUL_SPREAD = 6;
  private static final int MOST_LOTS = 12;
  private static final int LOT = 100;

  private final long seed;
  private final Draws quotes;
  private final Map<String, History> histories = new LinkedHashMap<>();

  public Market(long seed) {
    this.seed = seed;
    Draws draws = Draws.seeded(seed).of("market");
    this.quotes = draws.of("quotes");
    Factors factors = new Factors(draws.of("factors"));
    for (Instrument instrument : load()) {
      Draws own = draws.of(instrument.symbol());
      histories.put(instrument.symbol(), new History(instrument, factors, own));
    }
  }

  public long seed() {
    return seed;
  }

  public List<Instrument> instruments() {
    return histories.values().stream().map(History::instrument).toList();
  }

  public Optional<Instrument> find(String symbol) {
    return Optional.ofNullable(histories.get(symbol)).map(History::instrument);
  }

  /// The market at one instant. Fractions of the second are ignored but for the trades.
  public Quote quote(Instrument instrument, Instant now) {
    History history = history(instrument);
    int day = Sessions.day(now);
    int minute = Sessions.minute(now);
    int second = Sessions.second(now) % Sessions.SECONDS_PER_MINUTE;
    MinuteTape tape = history.tape(day, minute);
    List<Trade> printed = upTo(tape.trades(), now);
    Side side = printed.isEmpty() ? Side.BUY : printed.getLast().aggressor();
    long lastSize = printed.isEmpty() ? 0 : printed.getLast().size();
    int last = tape.ticks(second);
    int spread = spread(history, day, minute);
    boolean quoted = instrument.hasQuotes();
    int bid = side == Side.BUY ? Math.max(1, last - spread) : last;
    int ask = bid + spread;
    Draws sizes = quotes.of(instrument.symbol()).of(now.getEpochSecond());
    return new Quote(
        now.truncatedTo(ChronoUnit.SECONDS),
        instrument.price(last),
        quoted ? instrument.price(bid) : 0,
        quoted ? instrument.price(ask) : 0,
        quoteSize(instrument, sizes, 0),
        quoteSize(instrument, sizes, 1),
        lastSize,
        session(history, now),
        history.previousClose(day));
  }

  /// Minute bars that start in `[from, to)` and not after `now`; the minute of `now` is still
  /// growing.
  public List<Bar> minuteBars(Instrument instrument, Instant from, Instant to, Instant now) {
    History history = history(instrument);
    Instant start = from.isBefore(Sessions.start(0)) ? Sessions.start(0) : from;
    long first = Math.ceilDiv(start.getEpochSecond(), (long) Sessions.SECONDS_PER_MINUTE);
    long end = Math.ceilDiv(to.getEpochSecond(), (long) Sessions.SECONDS_PER_MINUTE);
    long running = Math.floorDiv(now.getEpochSecond(), (long) Sessions.SECONDS_PER_MINUTE);
    boolean keep = end - first <= (long) DAYS_WORTH_KEEPING * Sessions.MINUTES;
    List<Bar> bars = new ArrayList<>();
    int day = -1;
    DayPath path = null;
    for (long m = first; m < Math.min(end, running); m++) {
      Instant at = Instant.ofEpochSecond(m * Sessions.SECONDS_PER_MINUTE);
      int minute = (int) Math.floorMod(m, (long) Sessions.MINUTES);
      if (path == null || minute == 0) {
        day = Sessions.day(at);
        path = keep ? history.day(day) : history.passingDay(day);
      }
      bars.add(minuteBar(instrument, path, at, minute));
    }
    if (running >= first && running < end) {
      bars.add(runningMinute(history, now));
    }
    return bars;
  }

  /// Daily bars from `from` to `to`, both included, none after the day of `now`; that day's bar is
  /// still growing.
  public List<Bar> dailyBars(Instrument instrument, LocalDate from, LocalDate to, Instant now) {
    History history = history(instrument);
    int today = Sessions.day(now);
    int first = from.isBefore(FIRST_DAY) ? 0 : Sessions.day(from);
    int last = to.isBefore(FIRST_DAY) ? -1 : Math.min(today, Sessions.day(to));
    List<Bar> bars = new ArrayList<>();
    for (int day = first; day <= last; day++) {
      bars.add(day == today ? session(history, now) : history.dailyBar(day));
    }
    return bars;
  }

  /// Trades after `after` and up to `upTo`, oldest first.
  public List<Trade> trades(Instrument instrument, Instant after, Instant upTo) {
    History history = history(instrument);
    List<Trade> trades = new ArrayList<>();
    long last = Math.floorDiv(upTo.getEpochSecond(), (long) Sessions.SECONDS_PER_MINUTE);
    long m = Math.floorDiv(after.getEpochSecond(), (long) Sessions.SECONDS_PER_MINUTE);
    for (; m <= last; m++) {
      Instant start = Instant.ofEpochSecond(m * Sessions.SECONDS_PER_MINUTE);
      for (Trade trade : history.tape(Sessions.day(start), Sessions.minute(start)).trades()) {
        if (trade.at().isAfter(after) && !trade.at().isAfter(upTo)) {
          trades.add(trade);
        }
      }
    }
    return trades;
  }

  /// Lets an instrument crash. To be ordered before its onset: what was told is not taken back.
  public void crash(Instrument instrument, FlashCrash crash) {
    history(instrument).strike(crash);
  }

  /// The crashes that an instrument has been through, and those still to come.
  public List<FlashCrash> crashes(Instrument instrument) {
    return history(instrument).shocks().all();
  }

  /// The informed episodes of a day, in order; also those still to come.
  public List<Episode> episodes(Instrument instrument, LocalDate date) {
    return history(instrument).episodes(Sessions.day(date));
  }

  /// What the return from a day's open to its close is made of.
  public ReturnParts dailyParts(Instrument instrument, LocalDate date) {
    return history(instrument).plan(Sessions.day(date)).parts();
  }

  /// What the return from a minute's first to its last second is made of.
  public ReturnParts minuteParts(Instrument instrument, Instant withinMinute) {
    History history = history(instrument);
    int day = Sessions.day(withinMinute);
    int minute = Sessions.minute(withinMinute);
    DayPlan plan = history.plan(day);
    MinuteKnots knots = history.knots(day);
    double known = plan.predictable(minute);
    double informed = plan.informed(minute);
    double jumps = plan.jumped(minute);
    double total = knots.last(minute) - knots.first(minute);
    return new ReturnParts(known, informed, jumps, total - known - informed - jumps);
  }

  private Bar session(History history, Instant now) {
    Instrument instrument = history.instrument();
    int day = Sessions.day(now);
    int minute = Sessions.minute(now);
    DayPath path = history.day(day);
    Bar running = runningMinute(history, now);
    if (minute == 0) {
      return running;
    }
    return new Bar(
            Sessions.start(day),
            instrument.price(path.open(0)),
            instrument.price(path.highBefore(minute)),
            instrument.price(path.lowBefore(minute)),
            instrument.price(path.close(minute - 1)),
            path.volumeBefore(minute))
        .then(running);
  }

  private static Bar runningMinute(History history, Instant now) {
    Instrument instrument = history.instrument();
    int day = Sessions.day(now);
    int minute = Sessions.minute(now);
    int second = Sessions.second(now) % Sessions.SECONDS_PER_MINUTE;
    MinuteTape tape = history.tape(day, minute);
    long volume = upTo(tape.trades(), now).stream().mapToLong(Trade::size).sum();
    return new Bar(
        Sessions.at(day, minute),
        instrument.price(tape.ticks(0)),
        instrument.price(tape.highest(second)),
        instrument.price(tape.lowest(second)),
        instrument.price(tape.ticks(second)),
        volume);
  }

  private static Bar minuteBar(Instrument instrument, DayPath path, Instant at, int minute) {
    return new Bar(
        at,
        instrument.price(path.open(minute)),
        instrument.price(path.high(minute)),
        instrument.price(path.low(minute)),
        instrument.price(path.close(minute)),
        path.volume(minute));
  }

  private static int spread(History history, int day, int minute) {
    double flow = Math.abs(history.plan(day).flow(minute));
    double nervous = Sessions.weight(minute) * Sessions.MINUTES - 1;
    double fear = history.shocks().selling(Sessions.at(day, minute).getEpochSecond());
    double wider =
        1 + INFORMED_SPREAD * flow + FEARFUL_SPREAD * fear + Math.max(0, NERVOUS_SPREAD * nervous);
    return (int) Math.ceil(history.instrument().spreadTicks() * wider);
  }

  private static long quoteSize(Instrument instrument, Draws sizes, long side) {
    boolean sized = instrument.hasQuotes() && instrument.hasVolume();
    return sized ? (long) LOT * (1 + sizes.below(MOST_LOTS, side)) : 0;
  }

  private static List<Trade> upTo(List<Trade> trades, Instant now) {
    return trades.stream().filter(trade -> !trade.at().isAfter(now)).toList();
  }

  private History history(Instrument instrument) {
    return Objects.requireNonNull(histories.get(instrument.symbol()), "not of this market");
  }

  private static List<Instrument> load() {
    try (InputStream table = Market.class.getResourceAsStream("instruments.csv")) {
      Objects.requireNonNull(table, "instruments.csv is missing from the jar");
      return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Instrument::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
