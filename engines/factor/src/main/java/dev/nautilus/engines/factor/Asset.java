package dev.nautilus.engines.factor;

import dev.nautilus.message.Bar;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of one asset: its closes and its company figures. Confined to the engine thread.
///
/// Company figures have no history here: the newest known ones stand for every day, with that day's
/// price. Shares, book, sales and cash flow move slowly; a study of the past must still not rest on
/// them.
final class Asset {
  private static final int KEPT = 1_300;

  /// @param closes by day
  /// @param figures by statement and field
  record State(
      SortedMap<LocalDate, Double> closes,
      SortedMap<String, Double> figures,
      @Nullable String sector,
      boolean simulated) {}

  private final InstrumentId instrument;
  private final String currency;
  private final NavigableMap<LocalDate, Double> closes = new TreeMap<>();
  private final Map<String, Double> figures = new TreeMap<>();
  private @Nullable String sector;
  private boolean simulated;

  Asset(InstrumentId instrument, String currency) {
    this.instrument = instrument;
    this.currency = currency;
  }

  InstrumentId instrument() {
    return instrument;
  }

  /// Learns a finished day.
  ///
  /// @return whether it says something new
  boolean learn(Bar day) {
    Double before = closes.put(DateOf.utc(day.start()), day.close());
    simulated |= day.provenance().simulated();
    while (closes.size() > KEPT) {
      closes.pollFirstEntry();
    }
    return before == null || before != day.close();
  }

  /// Learns company figures. Amounts in another currency than the price's are left out: a ratio of
  /// both would be off by the exchange rate.
  void learn(Fundamental known) {
    String text = known.texts().get("sector");
    sector = text == null || text.isBlank() ? sector : text;
    simulated |= known.provenance().simulated();
    boolean foreign = known.currency() != null && !known.currency().equals(currency);
    if (known.statement().equals("defaultKeyStatistics")) {
      keep(known, "sharesOutstanding");
      keep(known, "bookValue");
    } else if (known.statement().equals("financialData")) {
      figures.remove("totalRevenue");
      figures.remove("operatingCashflow");
      figures.put("foreign", foreign ? 1.0 : 0.0);
      if (!foreign) {
        keep(known, "totalRevenue");
        keep(known, "operatingCashflow");
      }
    }
  }

  private void keep(Fundamental known, String field) {
    Double value = known.values().get(field);
    if (value != null) {
      figures.put(field, value);
    }
  }

  @Nullable String sector() {
    return sector;
  }

  boolean isSimulated() {
    return simulated;
  }

  /// How many closes are known before a day.
  int closesBefore(LocalDate date) {
    return closes.headMap(date, false).size();
  }

  /// Whether company figures are known that put it into a sector and give it a size.
  boolean isClassified() {
    return sector != null && figure("sharesOutstanding") > 0;
  }

  /// The newest day that is known; empty before the first.
  Optional<LocalDate> newest() {
    return closes.isEmpty() ? Optional.empty() : Optional.of(closes.lastKey());
  }

  boolean isKnownOn(LocalDate date) {
    return closes.containsKey(date);
  }

  /// The days that are known, oldest first.
  Collection<LocalDate> days() {
    return closes.keySet();
  }

  /// The return of a day, from the last close before it; NaN without both.
  double returnOn(LocalDate date) {
    Double close = closes.get(date);
    Map.Entry<LocalDate, Double> before = closes.lowerEntry(date);
    return close == null || before == null || before.getValue() <= 0
        ? Double.NaN
        : close / before.getValue() - 1;
  }

  /// The returns of the days before a day, oldest first, at most `most` of them.
  double[] returnsBefore(LocalDate date, int most) {
    double[] prices = new double[most + 1];
    int count = 0;
    for (double close : closes.headMap(date, false).descendingMap().values()) {
      if (count == prices.length) {
        break;
      }
      prices[count++] = close;
    }
    double[] returns = new double[Math.max(0, count - 1)];
    for (int i = 0; i < returns.length; i++) {
      int newer = returns.length - 1 - i;
      returns[i] = prices[newer] / prices[newer + 1] - 1;
    }
    return returns;
  }

  /// The last close before a day; NaN without one.
  double closeBefore(LocalDate date) {
    Map.Entry<LocalDate, Double> before = closes.lowerEntry(date);
    return before == null ? Double.NaN : before.getValue();
  }

  /// What it was worth before a day; NaN when the shares are not known.
  double capBefore(LocalDate date) {
    return figure("sharesOutstanding") * closeBefore(date);
  }

  double bookToPrice(LocalDate date) {
    boolean foreign = figures.getOrDefault("foreign", 0.0) == 1.0;
    return foreign ? Double.NaN : figure("bookValue") / closeBefore(date);
  }

  double salesToPrice(LocalDate date) {
    return figure("totalRevenue") / capBefore(date);
  }

  double cashToPrice(LocalDate date) {
    return figure("operatingCashflow") / capBefore(date);
  }

  private double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  State state() {
    return new State(new TreeMap<>(closes), new TreeMap<>(figures), sector, simulated);
  }

  void restore(State state) {
    closes.clear();
    closes.putAll(state.closes());
    figures.clear();
    figures.putAll(state.figures());
    sector = state.sector();
    simulated = state.simulated();
  }
}
