package dev.nautilus.engines.vpin;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.flow.FlowBook;
import dev.nautilus.engine.flow.FlowDiet;
import dev.nautilus.message.VpinCalculation;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The VPIN of every instrument followed. Confined to the engine thread.
final class VpinBook {
  private final VpinProperties properties;
  private final FlowBook<VpinCalculation, VpinSeries> flow;
  private @Nullable VpinView view;
  private long viewed;

  VpinBook(VpinProperties properties) {
    this.properties = properties;
    flow =
        new FlowBook<>(
            properties.diet(),
            symbol -> new VpinSeries(symbol, properties),
            (bucket, outbox) -> outbox.emit(MessageType.VPIN_CALCULATION, bucket));
  }

  /// What to go on from after a restart.
  ///
  /// @param series by symbol
  record State(Map<String, VpinSeries.State> series) {
    State {
      series = Collections.unmodifiableMap(new TreeMap<>(series));
    }
  }

  /// What it lives on.
  FlowBook<VpinCalculation, VpinSeries> flow() {
    return flow;
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
    return new State(flow.each(VpinSeries::state));
  }

  /// Goes on from a state; instruments no longer followed are left out.
  void restore(State state) {
    state
        .series()
        .forEach(
            (symbol, saved) ->
                flow.restore(symbol, instrument -> VpinSeries.from(saved, instrument, properties)));
  }

  /// The state as of now.
  VpinView view() {
    VpinView current = view;
    if (current == null || viewed != flow.changes()) {
      current = new VpinView(flow.each(VpinSeries::view));
      view = current;
      viewed = flow.changes();
    }
    return current;
  }
}
