package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.flow.FlowBook;
import dev.nautilus.engine.flow.FlowDiet;
import dev.nautilus.engines.enhancedvpin.QuoteFlow.Standing;
import dev.nautilus.engines.enhancedvpin.ToxicitySeries.Reading;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Quote;
import dev.nautilus.message.VpinCalculation;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The toxicity of every instrument followed. Confined to the engine thread.
final class ToxicityBook {
  private final EnhancedVpinProperties properties;
  private final FlowBook<Reading, ToxicitySeries> flow;
  private @Nullable ToxicityView view;
  private long viewed;

  ToxicityBook(EnhancedVpinProperties properties) {
    this.properties = properties;
    flow =
        new FlowBook<>(
            properties.diet(), symbol -> new ToxicitySeries(symbol, properties), ToxicityBook::say);
  }

  /// What to go on from after a restart.
  ///
  /// @param series by symbol
  record State(Map<String, ToxicitySeries.State> series) {
    State {
      series = Collections.unmodifiableMap(new TreeMap<>(series));
    }
  }

  private static void say(Reading reading, Outbox outbox) {
    outbox.emit(MessageType.TOXICITY, reading.toxicity());
    reading.alert().ifPresent(alert -> outbox.emit(MessageType.TOXICITY_ALERT, alert));
  }

  /// What it lives on, beside quotes and the VPIN engine's buckets.
  FlowBook<Reading, ToxicitySeries> flow() {
    return flow;
  }

  /// Takes a consolidated quote in.
  void onNbbo(Message<Nbbo> message, Outbox outbox) {
    Nbbo nbbo = message.payload();
    Standing standing =
        new Standing(
            nbbo.provenance().observedAt(),
            value(nbbo.bid()),
            value(nbbo.bidSize()),
            value(nbbo.ask()),
            value(nbbo.askSize()));
    flow.of(
        nbbo.instrument(), series -> series.quote(standing, true, nbbo.provenance().simulated()));
  }

  /// Takes in a quote of one source; it counts while there is no NBBO.
  void onQuote(Message<Quote> message, Outbox outbox) {
    Quote quote = message.payload();
    Standing standing =
        new Standing(
            quote.provenance().observedAt(),
            value(quote.bid()),
            value(quote.bidSize()),
            value(quote.ask()),
            value(quote.askSize()));
    flow.of(
        quote.instrument(),
        series -> series.quote(standing, false, quote.provenance().simulated()));
  }

  private static double value(OptionalDouble side) {
    return side.orElse(Double.NaN);
  }

  /// Takes in a bucket of the VPIN engine.
  void onVpin(Message<VpinCalculation> message, Outbox outbox) {
    flow.of(message.payload().instrument(), series -> series.heard(message.payload()));
  }

  /// What it hears and learns.
  FlowDiet diet() {
    return properties.diet();
  }

  /// What its state rests on.
  String shape() {
    return properties.shape();
  }

  State state() {
    return new State(flow.each(ToxicitySeries::state));
  }

  /// Goes on from a state; instruments no longer followed are left out.
  void restore(State state) {
    state
        .series()
        .forEach(
            (symbol, saved) ->
                flow.restore(
                    symbol, instrument -> ToxicitySeries.from(saved, instrument, properties)));
  }

  /// The state as of now.
  ToxicityView view() {
    ToxicityView current = view;
    if (current == null || viewed != flow.changes()) {
      current = new ToxicityView(flow.each(ToxicitySeries::view));
      view = current;
      viewed = flow.changes();
    }
    return current;
  }
}
