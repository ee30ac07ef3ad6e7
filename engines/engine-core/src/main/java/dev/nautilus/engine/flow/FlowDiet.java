package dev.nautilus.engine.flow;

import dev.nautilus.engine.Backfill;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// What an engine of order flow lives on. Immutable, for any thread.
///
/// @param symbols instruments that it follows
/// @param bar interval that is classified as one
/// @param origin whose live bars count where there are no trades
/// @param volumeDays trading days of the average volume
/// @param history how far back bars are learned
public record FlowDiet(
    SequencedSet<InstrumentId> symbols,
    BarSpec bar,
    Bar.Origin origin,
    int volumeDays,
    Duration history) {
  public FlowDiet {
    symbols = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(symbols));
  }

  /// For each instrument its daily volumes, then its bars. Twice the days of the average, so that
  /// it is known for every day the bars reach back to.
  public List<Backfill> backfills() {
    List<Backfill> backfills = new ArrayList<>();
    for (InstrumentId symbol : symbols) {
      backfills.add(Backfill.bars(symbol, BarSpec.DAY, 2 * volumeDays));
      backfills.add(Backfill.bars(symbol, bar, history));
    }
    return List.copyOf(backfills);
  }

  /// Whether an instrument is followed.
  public boolean follows(InstrumentId instrument) {
    return symbols.contains(instrument);
  }

  /// Whether a trade counts.
  public boolean takes(Trade trade) {
    return follows(trade.instrument());
  }

  /// Whether a live bar counts.
  public boolean takes(Bar live) {
    return live.complete()
        && live.spec().equals(bar)
        && live.origin() == origin
        && follows(live.instrument());
  }

  @Override
  public String toString() {
    String names = symbols.stream().map(InstrumentId::value).collect(Collectors.joining(","));
    return "%d symbols (%08x), %s bars %s, volume of %d days"
        .formatted(symbols.size(), names.hashCode(), bar, origin, volumeDays);
  }
}
