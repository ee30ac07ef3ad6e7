package dev.nautilus.engines.analytics;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.Bar;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.quant.performance.PerformanceRule;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Whoever has statistics: an account, a strategy or an instrument. Confined to the engine thread.
final class Subject {
  /// What it is.
  enum Kind {
    ACCOUNT,
    STRATEGY,
    INSTRUMENT
  }

  private final Kind kind;
  private final String name;
  private final TrackRecord record;
  private final RoundTrips trips = new RoundTrips();
  private @Nullable LocalDate day;
  private OptionalDouble dayReturn = OptionalDouble.empty();
  private boolean daySimulated;
  private double close = Double.NaN;
  private @Nullable AnalyticsResult attribution;
  private AnalyticsView.@Nullable Sheet sheet;

  Subject(Kind kind, String name, PerformanceRule rule) {
    this.kind = kind;
    this.name = name;
    record = new TrackRecord(rule);
  }

  Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  TrackRecord record() {
    return record;
  }

  RoundTrips trips() {
    return trips;
  }

  @Nullable AnalyticsResult attribution() {
    return attribution;
  }

  void attribution(AnalyticsResult newest) {
    attribution = newest;
    sheet = null;
  }

  /// Follows an account's return of the running day; the day counts once a later one begins. What
  /// comes of a day that is over is left out.
  ///
  /// @return whether a day was over
  boolean follow(PortfolioUpdate update) {
    LocalDate date = LocalDate.ofInstant(update.at(), ZoneOffset.UTC);
    LocalDate running = day;
    if (running != null && date.isBefore(running)) {
      return false;
    }
    boolean over =
        running != null
            && date.isAfter(running)
            && dayReturn.isPresent()
            && record.add(running, dayReturn.getAsDouble(), daySimulated);
    daySimulated = update.simulated() || (daySimulated && date.equals(running));
    day = date;
    dayReturn = update.dayReturn();
    sheet = null;
    return over;
  }

  /// Learns an instrument's day.
  ///
  /// @return whether it brought a return
  boolean learn(Bar bar) {
    LocalDate date = LocalDate.ofInstant(bar.start(), ZoneOffset.UTC);
    LocalDate before = day;
    if (before != null && !date.isAfter(before)) {
      return false;
    }
    double previous = close;
    close = bar.close();
    day = date;
    sheet = null;
    // A price of 0 or below has no return: the day after it has none either.
    return previous > 0
        && close > 0
        && record.add(date, close / previous - 1, bar.provenance().simulated());
  }

  /// Pairs its days with the benchmark's.
  void pair(NavigableMap<LocalDate, Double> benchmark) {
    record.pair(benchmark);
    sheet = null;
  }

  /// Its statistics changed.
  void touch() {
    sheet = null;
  }

  AnalyticsView.Sheet sheet(NavigableMap<LocalDate, Double> benchmark) {
    AnalyticsView.Sheet current = sheet;
    if (current == null) {
      current = Statistics.sheet(this, benchmark);
      sheet = current;
    }
    return current;
  }

  void write(StateOutput out) {
    record.write(out);
    trips.write(out);
    out.flag(day != null);
    if (day != null) {
      out.whole(day.toEpochDay());
    }
    out.real(dayReturn).flag(daySimulated).real(close);
    out.flag(attribution != null);
    if (attribution != null) {
      out.payload(MessageType.ANALYTICS_RESULT, attribution);
    }
  }

  void read(StateInput in) {
    record.read(in);
    trips.read(in);
    day = in.flag() ? LocalDate.ofEpochDay(in.whole()) : null;
    dayReturn = in.optionalReal();
    daySimulated = in.flag();
    close = in.real();
    attribution = in.flag() ? in.payload(MessageType.ANALYTICS_RESULT) : null;
    sheet = null;
  }
}
