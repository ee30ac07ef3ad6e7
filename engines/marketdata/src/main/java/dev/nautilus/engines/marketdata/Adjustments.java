package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.FactorTable;
import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketData;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The adjustment factors of one instrument, from its corporate actions and the closes before them.
/// Confined to the engine thread.
final class Adjustments {
  /// What must survive a restart.
  ///
  /// @param closes by day
  /// @param actions by ex-date and kind
  /// @param rows the table as it was made last
  record State(
      NavigableMap<LocalDate, BigDecimal> closes,
      Map<String, CorporateAction> actions,
      List<FactorTable.Row> rows,
      int unpriced) {}

  private final InstrumentId instrument;
  private final NavigableMap<LocalDate, BigDecimal> closes = new TreeMap<>();
  private final Map<String, CorporateAction> actions = new TreeMap<>();
  private FactorTable table = new FactorTable();
  private int unpriced;

  Adjustments(InstrumentId instrument) {
    this.instrument = instrument;
  }

  /// Learns the close of a finished day.
  void close(Bar day) {
    if (day.complete() && day.spec().equals(BarSpec.DAY)) {
      closes.put(day.start().atOffset(ZoneOffset.UTC).toLocalDate(), Print.exact(day.close()));
    }
  }

  /// Takes an action in.
  ///
  /// @return whether it is new
  boolean add(CorporateAction action) {
    CorporateAction before = actions.put(action.exDate() + "/" + action.kind(), action);
    return before == null || before.amount() != action.amount();
  }

  /// Makes the table anew, and what it says about each action that has a close before it.
  List<MarketData> rebuild() {
    table = new FactorTable();
    unpriced = 0;
    List<CorporateAction> ordered = new ArrayList<>(actions.values());
    ordered.sort(Comparator.comparing(CorporateAction::exDate));
    List<CorporateAction> applied = new ArrayList<>();
    for (CorporateAction action : ordered) {
      Map.Entry<LocalDate, BigDecimal> before = closes.lowerEntry(action.exDate());
      BigDecimal amount = Print.exact(action.amount());
      boolean dividend = action.kind() == CorporateAction.Kind.DIVIDEND;
      if (before == null || (dividend && amount.compareTo(before.getValue()) >= 0)) {
        unpriced++;
        continue;
      }
      if (dividend) {
        table.dividend(before.getKey(), before.getValue(), amount);
      } else {
        table.split(before.getKey(), before.getValue(), amount);
      }
      applied.add(action);
    }
    return applied.stream().map(this::message).toList();
  }

  private MarketData message(CorporateAction action) {
    FactorTable.Row row = table.on(closes.lowerKey(action.exDate()));
    return new MarketData(
        instrument,
        row.referencePrice().doubleValue(),
        Map.of(
            "kind", "adjustment_factor",
            "action", action.kind().name(),
            "exDate", action.exDate().toString(),
            "amount", Print.exact(action.amount()).toPlainString(),
            "validThrough", row.date().toString(),
            "priceFactor", row.priceFactor().toPlainString(),
            "splitFactor", row.splitFactor().toPlainString(),
            "simulated", String.valueOf(action.provenance().simulated())));
  }

  /// The table now.
  List<FactorTable.Row> rows() {
    return table.rows();
  }

  /// Actions of which the close before is not known.
  int unpriced() {
    return unpriced;
  }

  State state() {
    return new State(new TreeMap<>(closes), new TreeMap<>(actions), table.rows(), unpriced);
  }

  void restore(State state) {
    closes.clear();
    closes.putAll(state.closes());
    actions.clear();
    actions.putAll(state.actions());
    table = new FactorTable(state.rows());
    unpriced = state.unpriced();
  }
}
