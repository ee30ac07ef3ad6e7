package dev.nautilus.engines.vpin;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The VPIN of every instrument followed. Confined to the engine thread.
final class VpinBook {
  private final VpinProperties properties;
  private final Map<InstrumentId, VpinSeries> all = new LinkedHashMap<>();
  private @Nullable VpinView view;

  VpinBook(VpinProperties properties) {
    this.properties = properties;
    for (InstrumentId symbol : properties.symbols()) {
      all.put(symbol, new VpinSeries(symbol, properties));
    }
  }

  /// For each instrument its daily volumes, then its bars. Twice the days of the average, so that
  /// it is known for every day the bars reach back to.
  List<Backfill> backfills() {
    List<Backfill> backfills = new ArrayList<>();
    for (InstrumentId symbol : properties.symbols()) {
      backfills.add(Backfill.bars(symbol, BarSpec.DAY, 2 * properties.volumeDays()));
      backfills.add(Backfill.bars(symbol, properties.bar(), properties.history()));
    }
    return List.copyOf(backfills);
  }

  /// Learns from history and says the newest bucket of it.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    Map<InstrumentId, VpinCalculation> newest = new LinkedHashMap<>();
    Backfill.completeBars(answer)
        .forEach(
            bar -> {
              VpinSeries series = all.get(bar.instrument());
              if (series != null && bar.spec().equals(properties.bar())) {
                series.bar(bar).forEach(each -> newest.put(bar.instrument(), each));
              } else if (series != null && bar.spec().equals(BarSpec.DAY)) {
                series.day(bar);
              }
            });
    emit(List.copyOf(newest.values()), outbox);
  }

  /// Takes a trade in.
  void onTrade(Message<Trade> message, Outbox outbox) {
    VpinSeries series = all.get(message.payload().instrument());
    if (series != null) {
      emit(series.trade(message.payload()), outbox);
    }
  }

  /// Takes in a complete bar of the configured interval and origin.
  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    VpinSeries series = all.get(bar.instrument());
    if (series != null
        && bar.complete()
        && bar.spec().equals(properties.bar())
        && bar.origin() == properties.barOrigin()) {
      emit(series.bar(bar), outbox);
    }
  }

  /// Ends the intervals whose time is over.
  void onTime(Instant now, Outbox outbox) {
    all.values().forEach(series -> emit(series.time(now), outbox));
  }

  private void emit(List<VpinCalculation> buckets, Outbox outbox) {
    view = null;
    buckets.forEach(bucket -> outbox.emit(MessageType.VPIN_CALCULATION, bucket));
  }

  /// What to go on from after a restart.
  Map<InstrumentId, VpinSeries.State> state() {
    Map<InstrumentId, VpinSeries.State> states = new LinkedHashMap<>();
    all.forEach((symbol, series) -> states.put(symbol, series.state()));
    return states;
  }

  /// Goes on from a state; instruments no longer followed are left out.
  void restore(Map<InstrumentId, VpinSeries.State> states) {
    states.forEach(
        (symbol, state) ->
            all.computeIfPresent(symbol, (_, _) -> VpinSeries.from(state, symbol, properties)));
    view = null;
  }

  /// The state as of now.
  VpinView view() {
    VpinView current = view;
    if (current == null) {
      Map<String, VpinView.Series> series = new TreeMap<>();
      all.forEach((symbol, each) -> series.put(symbol.value(), each.view()));
      current = new VpinView(series);
      view = current;
    }
    return current;
  }
}
