package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusObservation;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Observes publishing and handling, and carries the trace from one to the other. Costs nothing
/// without a registry that listens.
final class BusTraces {
  private static final String TRACE_PARENT = "traceparent";

  /// A W3C trace context has 55 characters; later versions may have more.
  private static final int MOST = 256;

  private final ObservationRegistry registry;

  BusTraces(ObservationRegistry registry) {
    this.registry = registry;
  }

  /// What a tracer writes on an envelope.
  private static final class Label {
    private @Nullable String traceParent;

    void write(String key, String value) {
      if (key.equalsIgnoreCase(TRACE_PARENT) && value.length() <= MOST) {
        traceParent = value;
      }
    }
  }

  /// Observes that a message is handed over.
  ///
  /// @return the trace context that goes with it; null when nobody traces
  @Nullable String publishing(MessageType<?> type) {
    if (registry.isNoop()) {
      return null;
    }
    SenderContext<Label> context =
        new SenderContext<>(
            (label, key, value) -> {
              if (label != null) {
                label.write(key, value);
              }
            },
            Kind.PRODUCER);
    Label label = new Label();
    context.setCarrier(label);
    observation(BusObservation.PUBLISH, type, context).start().stop();
    return label.traceParent;
  }

  /// The same handler, observed.
  <P> MessageHandler<P> observing(MessageType<P> type, MessageHandler<P> handler) {
    return registry.isNoop() ? handler : message -> handle(type, handler, message);
  }

  private <P> void handle(MessageType<P> type, MessageHandler<P> handler, Message<P> message)
      throws Exception {
    ReceiverContext<Message<P>> context =
        new ReceiverContext<>(
            (carrier, key) ->
                key.equalsIgnoreCase(TRACE_PARENT) ? carrier.envelope().traceParent() : null,
            Kind.CONSUMER);
    context.setCarrier(message);
    observation(BusObservation.HANDLE, type, context)
        .observeChecked(
            () -> {
              handler.handle(message);
              return true;
            });
  }

  private Observation observation(
      BusObservation what, MessageType<?> type, Observation.Context context) {
    return Observation.createNotStarted(what.getName(), () -> context, registry)
        .contextualName(what.nameFor(type))
        .lowCardinalityKeyValues(
            KeyValues.of(
                BusObservation.Key.BUS.asString(),
                type.bus().name().toLowerCase(Locale.ROOT),
                BusObservation.Key.TYPE.asString(),
                type.name()));
  }
}
