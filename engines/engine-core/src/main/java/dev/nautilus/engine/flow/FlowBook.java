package dev.nautilus.engine.flow;

import dev.nautilus.bus.Message;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// The series of every instrument followed, and how they hear of it. Confined to the engine thread.
///
/// @param <R> what a series says of a full bucket
/// @param <S> the series
public final class FlowBook<R, S extends FlowSeries<R>> {
  private final FlowDiet diet;
  private final BiConsumer<R, Outbox> say;
  private final Map<InstrumentId, S> all = new LinkedHashMap<>();
  private long changes;

  /// A book in which nothing is known yet.
  ///
  /// @param begin makes an empty series
  /// @param say tells of a full bucket
  public FlowBook(FlowDiet diet, Function<InstrumentId, S> begin, BiConsumer<R, Outbox> say) {
    this.diet = diet;
    this.say = say;
    diet.symbols().forEach(symbol -> all.put(symbol, begin.apply(symbol)));
  }

  /// Learns from history and says the newest bucket of it.
  public void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    Map<InstrumentId, R> newest = new LinkedHashMap<>();
    Backfill.completeBars(answer)
        .forEach(
            bar -> {
              S series = all.get(bar.instrument());
              if (series != null && bar.spec().equals(diet.bar())) {
                series.bar(bar).forEach(each -> newest.put(bar.instrument(), each));
              } else if (series != null && bar.spec().equals(BarSpec.DAY)) {
                series.day(bar);
              }
            });
    emit(List.copyOf(newest.values()), outbox);
  }

  /// Takes a trade in.
  public void onTrade(Message<Trade> message, Outbox outbox) {
    Trade trade = message.payload();
    of(trade.instrument(), series -> emit(series.trade(trade), outbox));
  }

  /// Takes in a complete bar of the interval and origin that count.
  public void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    if (diet.takes(bar)) {
      of(bar.instrument(), series -> emit(series.bar(bar), outbox));
    }
  }

  /// Ends the intervals whose time is over.
  public void onTime(Instant now, Outbox outbox) {
    all.values().forEach(series -> emit(series.time(now), outbox));
  }

  private void emit(List<R> full, Outbox outbox) {
    changes++;
    full.forEach(each -> say.accept(each, outbox));
  }

  /// Does something to the series of an instrument; nothing when that is not followed.
  public void of(InstrumentId instrument, Consumer<S> step) {
    S series = all.get(instrument);
    if (series != null) {
      changes++;
      step.accept(series);
    }
  }

  /// Something of each series, by symbol.
  public <T> SortedMap<String, T> each(Function<S, T> part) {
    SortedMap<String, T> parts = new TreeMap<>();
    all.forEach((symbol, series) -> parts.put(symbol.value(), part.apply(series)));
    return parts;
  }

  /// Puts a series that goes on from a state in the place of an empty one; nothing when the
  /// instrument is no longer followed.
  public void restore(String symbol, Function<InstrumentId, S> from) {
    changes++;
    all.computeIfPresent(InstrumentId.of(symbol), (instrument, _) -> from.apply(instrument));
  }

  /// Goes up whenever the book may be another one than before.
  public long changes() {
    return changes;
  }
}
