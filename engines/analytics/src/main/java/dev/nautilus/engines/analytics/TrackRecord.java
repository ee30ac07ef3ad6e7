package dev.nautilus.engines.analytics;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.quant.performance.Performance;
import dev.nautilus.quant.performance.PerformanceRule;
import dev.nautilus.quant.performance.PerformanceStream;
import dev.nautilus.quant.performance.RelativePerformance;
import dev.nautilus.quant.performance.RelativeStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/// Daily returns of one subject, oldest first, and the statistics that run with them. Confined to
/// the engine thread.
///
/// Over all days the statistics are streamed; a window is taken from its ring of newest days. Days
/// pair up with the benchmark's by date, as soon as the benchmark's bar of that day, or of a later
/// one, is there.
final class TrackRecord {
  private final PerformanceRule rule;
  private final List<LocalDate> dates = new ArrayList<>();
  private final List<Double> returns = new ArrayList<>();
  private PerformanceStream all;
  private RelativeStream relative;
  private int paired;
  private boolean simulated;

  TrackRecord(PerformanceRule rule) {
    this.rule = rule;
    all = new PerformanceStream(rule);
    relative = new RelativeStream(rule);
  }

  /// Adds a day; one that is not later than the last is left out.
  ///
  /// @return whether it was added
  boolean add(LocalDate date, double value, boolean ofSimulation) {
    if (!dates.isEmpty() && !date.isAfter(dates.getLast())) {
      return false;
    }
    dates.add(date);
    returns.add(value);
    all.add(value);
    simulated |= ofSimulation;
    return true;
  }

  /// Pairs up what can be.
  ///
  /// @param benchmark returns by date
  void pair(NavigableMap<LocalDate, Double> benchmark) {
    while (paired < dates.size() && !benchmark.isEmpty()) {
      LocalDate date = dates.get(paired);
      Double other = benchmark.get(date);
      if (other == null && benchmark.lastKey().isBefore(date)) {
        return;
      }
      relative.add(returns.get(paired), other == null ? Double.NaN : other);
      paired++;
    }
  }

  int days() {
    return dates.size();
  }

  LocalDate first(Window window) {
    return dates.get(from(window));
  }

  /// Adds its days to a map of returns by date.
  void into(NavigableMap<LocalDate, Double> byDate) {
    for (int i = 0; i < dates.size(); i++) {
      byDate.put(dates.get(i), returns.get(i));
    }
  }

  LocalDate last() {
    return dates.getLast();
  }

  boolean simulated() {
    return simulated;
  }

  /// Whether so many days are there.
  boolean isFull(Window window) {
    return dates.size() >= window.days();
  }

  private int from(Window window) {
    return window == Window.ALL ? 0 : dates.size() - window.days();
  }

  /// The newest days of a full window.
  double[] returns(Window window) {
    return array(returns.subList(from(window), returns.size()));
  }

  List<LocalDate> dates(Window window) {
    return List.copyOf(dates.subList(from(window), dates.size()));
  }

  Performance performance(Window window) {
    return window == Window.ALL ? all.performance() : Performance.of(returns(window), rule);
  }

  RelativePerformance relative(Window window, NavigableMap<LocalDate, Double> benchmark) {
    if (window == Window.ALL) {
      return relative.performance();
    }
    List<Double> own = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (int i = from(window); i < dates.size(); i++) {
      Double other = benchmark.get(dates.get(i));
      if (other != null && !returns.get(i).isNaN()) {
        own.add(returns.get(i));
        others.add(other);
      }
    }
    return RelativePerformance.of(array(own), array(others), rule);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  void write(StateOutput out) {
    out.flag(simulated);
    out.all(dates, (to, date) -> to.whole(date.toEpochDay())).all(returns, StateOutput::real);
  }

  /// Streams run again over what was kept, to the same bits; pairs are made anew by [#pair].
  void read(StateInput in) {
    dates.clear();
    returns.clear();
    all = new PerformanceStream(rule);
    relative = new RelativeStream(rule);
    paired = 0;
    simulated = in.flag();
    List<LocalDate> days = in.all(each -> LocalDate.ofEpochDay(each.whole()));
    List<Double> values = in.all(StateInput::real);
    if (days.size() != values.size()) {
      throw new IllegalArgumentException(
          "each return must have a day, were %d and %d".formatted(values.size(), days.size()));
    }
    for (int i = 0; i < days.size(); i++) {
      if (!add(days.get(i), values.get(i), false)) {
        throw new IllegalArgumentException("days must ascend, was " + days.get(i));
      }
    }
  }
}
