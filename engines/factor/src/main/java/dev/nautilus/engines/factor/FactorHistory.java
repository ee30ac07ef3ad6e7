package dev.nautilus.engines.factor;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the engine asks the hub for.
final class FactorHistory {
  /// Symbols in one question to the hub.
  private static final int BATCH = 200;

  private static final int DAYS_ASKED_AGAIN = 5;

  private static final Duration YEARS = Duration.ofDays(6 * 365);

  private final FactorProperties properties;
  private final List<Backfill> backfills = new ArrayList<>();

  FactorHistory(FactorProperties properties) {
    this.properties = properties;
    // One by one: a vendor needs several calls for the figures of one company.
    properties.symbols().forEach(symbol -> backfills.add(figures(symbol)));
    properties.symbols().forEach(symbol -> backfills.add(bars(symbol)));
  }

  /// Company figures of all, then the days of each.
  List<Backfill> backfills() {
    return backfills;
  }

  boolean isLast(Backfill asked) {
    return asked.equals(backfills.getLast());
  }

  /// The figures of one company.
  static Backfill figures(InstrumentId symbol) {
    return new Backfill(List.of(symbol), List.of(MessageType.FUNDAMENTAL), null, YEARS, 0);
  }

  /// The days of one asset.
  Backfill bars(InstrumentId symbol) {
    return Backfill.bars(symbol, BarSpec.DAY, properties.historyDays());
  }

  /// The newest days of all.
  List<Backfill> newest() {
    List<InstrumentId> symbols = properties.symbols();
    Duration reach = Backfill.bars(symbols.getFirst(), BarSpec.DAY, DAYS_ASKED_AGAIN).reach();
    List<Backfill> questions = new ArrayList<>();
    for (int first = 0; first < symbols.size(); first += BATCH) {
      List<InstrumentId> batch = symbols.subList(first, Math.min(symbols.size(), first + BATCH));
      questions.add(
          new Backfill(batch, List.of(MessageType.BAR), BarSpec.DAY, reach, DAYS_ASKED_AGAIN));
    }
    return questions;
  }
}
