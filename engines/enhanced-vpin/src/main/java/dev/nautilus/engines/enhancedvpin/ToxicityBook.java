package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engines.enhancedvpin.ToxicitySeries.Reading;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The toxicity of every instrument followed. Confined to the engine thread.
final class ToxicityBook {
  private final EnhancedVpinProperties properties;
  private final Map<InstrumentId, ToxicitySeries> all = new LinkedHashMap<>();
  private @Nullable ToxicityView view;

  ToxicityBook(EnhancedVpinProperties properties) {
    this.properties = properties;
    for (InstrumentId symbol : properties.symbols()) {
      all.put(symbol, new ToxicitySeries(symbol, properties));
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

  /// Learns from history; says the newest bucket of it, and whether the flow is toxic.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    Map<InstrumentId, Reading> newest = new LinkedHashMap<>();
    Backfill.completeBars(answer)
        .forEach(
            bar -> {
              ToxicitySeries series = all.get(bar.instrument());
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
    ToxicitySeries series = all.get(message.payload().instrument());
    if (series != null) {
      emit(series.trade(message.payload()), outbox);
    }
  }

  /// Takes in a complete bar of the configured interval and origin.
  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    ToxicitySeries series = all.get(bar.instrument());
    if (series != null
        && bar.complete()
        && bar.spec().equals(properties.bar())
        && bar.origin() == properties.barOrigin()) {
      emit(series.bar(bar), outbox);
    }
  }

  /// Takes a consolidated quote in.
  void onNbbo(Message<Nbbo> message, Outbox outbox) {
    Nbbo nbbo = message.payload();
    ToxicitySeries series = all.get(nbbo.instrument());
    if (series != null) {
      series.quote(
          new QuoteFlow.Standing(
              nbbo.provenance().observedAt(),
              value(nbbo.bid()),
              value(nbbo.bidSize()),
              value(nbbo.ask()),
              value(nbbo.askSize())),
          true,
          nbbo.provenance().simulated());
      view = null;
    }
  }

  /// Takes in a quote of one source; it counts while there is no NBBO.
  void onQuote(Message<Quote> message, Outbox outbox) {
    Quote quote = message.payload();
    ToxicitySeries series = all.get(quote.instrument());
    if (series != null) {
      series.quote(
          new QuoteFlow.Standing(
              quote.provenance().observedAt(),
              value(quote.bid()),
              value(quote.bidSize()),
              value(quote.ask()),
              value(quote.askSize())),
          false,
          quote.provenance().simulated());
      view = null;
    }
  }

  /// Takes in a bucket of the VPIN engine.
  void onVpin(Message<VpinCalculation> message, Outbox outbox) {
    ToxicitySeries series = all.get(message.payload().instrument());
    if (series != null) {
      series.heard(message.payload());
    }
  }

  /// Ends the intervals whose time is over.
  void onTime(Instant now, Outbox outbox) {
    all.values().forEach(series -> emit(series.time(now), outbox));
  }

  private static double value(OptionalDouble side) {
    return side.orElse(Double.NaN);
  }

  private void emit(List<Reading> readings, Outbox outbox) {
    view = null;
    for (Reading reading : readings) {
      outbox.emit(MessageType.TOXICITY, reading.toxicity());
      reading.alert().ifPresent(alert -> outbox.emit(MessageType.TOXICITY_ALERT, alert));
    }
  }

  /// What to go on from after a restart.
  Map<InstrumentId, ToxicitySeries.State> state() {
    Map<InstrumentId, ToxicitySeries.State> states = new LinkedHashMap<>();
    all.forEach((symbol, series) -> states.put(symbol, series.state()));
    return states;
  }

  /// Goes on from a state; instruments no longer followed are left out.
  void restore(Map<InstrumentId, ToxicitySeries.State> states) {
    states.forEach(
        (symbol, state) ->
            all.computeIfPresent(symbol, (_, _) -> ToxicitySeries.from(state, symbol, properties)));
    view = null;
  }

  /// The state as of now.
  ToxicityView view() {
    ToxicityView current = view;
    if (current == null) {
      Map<String, ToxicityView.Series> series = new TreeMap<>();
      all.forEach((symbol, each) -> series.put(symbol.value(), each.view()));
      current = new ToxicityView(series);
      view = current;
    }
    return current;
  }
}
