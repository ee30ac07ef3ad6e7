package dev.nautilus.engines.risk;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Daily closes of each instrument, and the returns between them. Confined to the engine thread.
///
/// Returns of several instruments are taken between the days on which all of them closed, so that
/// those that trade at weekends go with those that do not.
final class DailyCloses {
  /// Simple returns over the same days.
  ///
  /// @param dates on which each return ends, oldest first
  /// @param returns one array per instrument, in the order asked for
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  record Table(List<LocalDate> dates, double[][] returns) {
    int days() {
      return dates.size();
    }

    /// The newest returns of each instrument.
    double[][] newest(int count) {
      double[][] part = new double[returns.length][];
      for (int i = 0; i < part.length; i++) {
        part[i] = Arrays.copyOfRange(returns[i], dates.size() - count, dates.size());
      }
      return part;
    }

    /// Return of holdings of constant weight on each day.
    double[] weighted(double[] weights) {
      double[] sum = new double[dates.size()];
      for (int i = 0; i < weights.length; i++) {
        for (int t = 0; t < sum.length; t++) {
          sum[t] += weights[i] * returns[i][t];
        }
      }
      return sum;
    }
  }

  /// Sets of instruments whose returns are kept at hand.
  private static final int MOST_TABLES = 256;

  private final int kept;
  private final Map<InstrumentId, NavigableMap<LocalDate, Double>> closes = new TreeMap<>();
  private final Map<List<InstrumentId>, Table> tables = new HashMap<>();
  private boolean simulated;

  /// @param kept most returns of an instrument
  DailyCloses(Collection<InstrumentId> symbols, int kept) {
    this.kept = kept;
    symbols.forEach(symbol -> closes.put(symbol, new TreeMap<>()));
  }

  /// Takes a complete day in, or a correction of one.
  ///
  /// @return whether it says anything new
  boolean learn(Bar day) {
    NavigableMap<LocalDate, Double> own = closes.get(day.instrument());
    if (own == null || !(day.close() > 0)) {
      return false;
    }
    LocalDate date = day.start().atOffset(ZoneOffset.UTC).toLocalDate();
    Double before = own.put(date, day.close());
    while (own.size() > kept + 1) {
      own.pollFirstEntry();
    }
    simulated |= day.provenance().simulated();
    boolean news = before == null || before != day.close();
    if (news) {
      tables.clear();
    }
    return news;
  }

  /// Returns of an instrument that are known.
  int days(InstrumentId symbol) {
    NavigableMap<LocalDate, Double> own = closes.get(symbol);
    return own == null ? 0 : Math.max(0, own.size() - 1);
  }

  /// Whether any of it does not come from a real market.
  boolean isSimulated() {
    return simulated;
  }

  /// Returns of instruments over the days they share.
  ///
  /// @param symbols one or more; one that is not followed leaves no day
  Table table(List<InstrumentId> symbols) {
    if (tables.size() > MOST_TABLES) {
      tables.clear();
    }
    return tables.computeIfAbsent(symbols, this::build);
  }

  private Table build(List<InstrumentId> symbols) {
    TreeSet<LocalDate> shared = new TreeSet<>();
    for (int i = 0; i < symbols.size(); i++) {
      NavigableMap<LocalDate, Double> own = closes.getOrDefault(symbols.get(i), new TreeMap<>());
      if (i == 0) {
        shared.addAll(own.keySet());
      } else {
        shared.retainAll(own.keySet());
      }
    }
    List<LocalDate> dates = new ArrayList<>(shared);
    int days = Math.max(0, dates.size() - 1);
    double[][] returns = new double[symbols.size()][days];
    for (int i = 0; i < returns.length; i++) {
      NavigableMap<LocalDate, Double> own = closes.getOrDefault(symbols.get(i), new TreeMap<>());
      for (int t = 0; t < days; t++) {
        double before = own.getOrDefault(dates.get(t), Double.NaN);
        returns[i][t] = own.getOrDefault(dates.get(t + 1), Double.NaN) / before - 1;
      }
    }
    return new Table(days == 0 ? List.of() : List.copyOf(dates.subList(1, days + 1)), returns);
  }

  void write(StateOutput out) {
    out.flag(simulated)
        .all(
            closes.entrySet(),
            (to, each) ->
                to.text(each.getKey().value())
                    .all(
                        each.getValue().entrySet(),
                        (day, close) ->
                            day.whole(close.getKey().toEpochDay()).real(close.getValue())));
  }

  void read(StateInput in) {
    simulated = in.flag();
    in.all(
        each -> {
          NavigableMap<LocalDate, Double> own =
              closes.computeIfAbsent(InstrumentId.of(each.text()), _ -> new TreeMap<>());
          own.clear();
          return each.all(day -> own.put(LocalDate.ofEpochDay(day.whole()), day.real()) == null);
        });
    tables.clear();
  }
}
