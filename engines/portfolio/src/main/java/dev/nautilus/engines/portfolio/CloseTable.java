package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.portfolio.method.PriceTable;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Daily closes of what the optimiser may hold. Confined to the engine thread.
final class CloseTable {
  private final int window;
  private final Map<InstrumentId, NavigableMap<LocalDate, Double>> closes = new LinkedHashMap<>();
  private boolean simulated;
  private @Nullable History current;

  /// @param window days of returns that weights rest on
  CloseTable(List<InstrumentId> symbols, int window) {
    this.window = window;
    symbols.forEach(symbol -> closes.put(symbol, new TreeMap<>()));
  }

  /// Returns on which weights can rest.
  ///
  /// @param symbols that have enough of them
  /// @param returns by day, then symbol; `NaN` before an asset's first close
  /// @param lacking why the others are not among them
  /// @param date of the newest day
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  record History(
      List<InstrumentId> symbols,
      double[][] returns,
      Map<String, String> lacking,
      LocalDate date,
      boolean simulated) {
    boolean isReady() {
      return symbols.size() > 1;
    }

    /// Whether every asset has a return on every day.
    boolean isComplete() {
      return PriceTable.complete(returns, returns.length).length == returns.length;
    }
  }

  /// Takes a day that is over.
  ///
  /// @return whether it changed anything
  boolean learn(Bar bar) {
    NavigableMap<LocalDate, Double> own = closes.get(bar.instrument());
    if (own == null || !bar.complete() || !bar.spec().equals(BarSpec.DAY) || bar.close() <= 0) {
      return false;
    }
    simulated |= bar.provenance().simulated();
    LocalDate date = bar.start().atOffset(ZoneOffset.UTC).toLocalDate();
    Double before = own.put(date, bar.close());
    current = null;
    while (own.size() > 2 * window + 2) {
      own.pollFirstEntry();
    }
    return before == null || before != bar.close();
  }

  /// Forgets an asset's days: after a split its old closes are in other units.
  void forget(InstrumentId instrument) {
    Map<LocalDate, Double> own = closes.get(instrument);
    if (own != null) {
      own.clear();
      current = null;
    }
  }

  boolean follows(InstrumentId instrument) {
    return closes.containsKey(instrument);
  }

  /// The newest days on which at least half of the assets closed. An asset with fewer than the
  /// window of returns is left out while it has less than half of them; else its missing ones are
  /// `NaN`.
  History history() {
    History known = current;
    if (known == null) {
      known = newestDays();
      current = known;
    }
    return known;
  }

  private History newestDays() {
    Map<LocalDate, Integer> counts = new TreeMap<>();
    closes
        .values()
        .forEach(own -> own.keySet().forEach(date -> counts.merge(date, 1, Integer::sum)));
    List<LocalDate> dates = new ArrayList<>();
    counts.forEach(
        (date, count) -> {
          if (2 * count >= closes.size()) {
            dates.add(date);
          }
        });
    List<LocalDate> used = dates.subList(Math.max(0, dates.size() - window - 1), dates.size());
    Map<String, String> lacking = new LinkedHashMap<>();
    List<InstrumentId> symbols = new ArrayList<>();
    closes.forEach(
        (symbol, own) -> {
          long known = used.stream().filter(own::containsKey).count() - 1;
          boolean enough = used.size() == window + 1 && 2 * known >= window;
          if (enough) {
            symbols.add(symbol);
          } else {
            lacking.put(
                symbol.value(),
                "not ready: " + Math.max(0, known) + " of " + window + " daily returns");
          }
        });
    return new History(
        List.copyOf(symbols),
        PriceTable.returns(prices(used, symbols)),
        Collections.unmodifiableMap(lacking),
        used.isEmpty() ? LocalDate.EPOCH : used.getLast(),
        simulated);
  }

  private double[][] prices(List<LocalDate> dates, List<InstrumentId> symbols) {
    double[][] prices = new double[dates.size()][symbols.size()];
    for (int t = 0; t < prices.length; t++) {
      for (int i = 0; i < symbols.size(); i++) {
        prices[t][i] =
            closes
                .getOrDefault(symbols.get(i), new TreeMap<>())
                .getOrDefault(dates.get(t), Double.NaN);
      }
    }
    return prices;
  }

  void write(StateOutput out) {
    out.flag(simulated);
    out.all(
        closes.values(),
        (to, own) ->
            to.all(
                own.entrySet(),
                (each, day) -> each.whole(day.getKey().toEpochDay()).real(day.getValue())));
  }

  void read(StateInput in) {
    current = null;
    simulated = in.flag();
    List<List<Map.Entry<LocalDate, Double>>> all =
        in.all(own -> own.all(day -> Map.entry(LocalDate.ofEpochDay(day.whole()), day.real())));
    if (all.size() != closes.size()) {
      throw new IllegalArgumentException(
          "closes must be of " + closes.size() + " symbols, were of " + all.size());
    }
    int i = 0;
    for (NavigableMap<LocalDate, Double> own : closes.values()) {
      all.get(i++).forEach(day -> own.put(day.getKey(), day.getValue()));
    }
  }
}
