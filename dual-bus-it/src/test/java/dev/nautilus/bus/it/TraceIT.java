package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusObservation;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The trace goes with the message: who handles it is a child of who published it.
@NautilusBusTest
class TraceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Plays a tracer: numbers the spans, writes them on what is sent and reads them from what comes.
  private static final class Tracer implements ObservationHandler<Observation.Context> {
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final AtomicLong next = new AtomicLong(1);
    private final String trace;

    Tracer(String digit) {
      this.trace = digit.repeat(32);
    }

    private record Span(
        String name, String called, List<String> keys, String id, @Nullable String parent) {}

    ObservationRegistry registry() {
      ObservationRegistry registry = ObservationRegistry.create();
      registry.observationConfig().observationHandler(this);
      return registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onStart(Observation.Context context) {
      String id = "00-%s-%016x-01".formatted(trace, next.getAndIncrement());
      String parent = null;
      if (context instanceof SenderContext<?> sender) {
        inject(sender, id);
      } else if (context instanceof ReceiverContext<?> receiver) {
        parent = extract(receiver);
      }
      spans.add(
          new Span(
              String.valueOf(context.getName()),
              String.valueOf(context.getContextualName()),
              context.getLowCardinalityKeyValues().stream().map(KeyValue::getValue).toList(),
              id,
              parent));
    }

    private static <C> void inject(SenderContext<C> context, String id) {
      context.getSetter().set(context.getCarrier(), "traceparent", id);
      context.getSetter().set(context.getCarrier(), "tracestate", "not carried");
    }

    private static <C> @Nullable String extract(ReceiverContext<C> context) {
      C carrier = context.getCarrier();
      return carrier == null ? null : context.getGetter().get(carrier, "traceparent");
    }
  }

  private static DualBusClient traced(BusClients clients, EngineType engine, Tracer tracer) {
    return clients.client(clients.builder(engine, engine + "-1").observations(tracer.registry()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      names = {"APP", "SIGNALS"})
  void handling_onEitherBus_isAChildOfPublishing(Family family, BusClients clients) {
    MessageType<Numbered> type =
        MessageType.state(family, "trace.told", Numbered.class).keyedBy(Numbered::key);
    Tracer sending = new Tracer("a");
    Tracer receiving = new Tracer("b");
    DualBusClient publisher = traced(clients, EngineType.HUB, sending);
    DualBusClient reader = traced(clients, EngineType.RISK, receiving);
    Recorder<Numbered> recorder = Recorder.on(reader, type);

    publisher.publish(type, new Numbered("a", 1));
    publisher.publish(type, new Numbered("a", 2));

    recorder.await(2, PATIENCE);
    String bus = type.bus().name().toLowerCase(Locale.ROOT);
    assertThat(sending.spans)
        .hasSize(2)
        .allSatisfy(
            span -> {
              assertThat(span.name()).isEqualTo(BusObservation.PUBLISH.getName());
              assertThat(span.called()).isEqualTo("publish trace.told");
              assertThat(span.keys()).containsExactly(bus, "trace.told");
            });
    assertThat(receiving.spans)
        .extracting(Tracer.Span::parent)
        .containsExactlyElementsOf(sending.spans.stream().map(Tracer.Span::id).toList());
    assertThat(receiving.spans)
        .extracting(Tracer.Span::name)
        .containsOnly(BusObservation.HANDLE.getName());
  }

  @Test
  void message_waitingForASnapshot_isObservedWhenItIsHandled(BusClients clients) {
    MessageType<Numbered> type =
        MessageType.state(Family.APP, "trace.kept", Numbered.class).keyedBy(Numbered::key);
    Tracer tracer = new Tracer("c");
    DualBusClient owner = clients.client(EngineType.HUB, "hub-1");
    Map<String, Numbered> newest = new ConcurrentHashMap<>(Map.of("a", new Numbered("a", 1)));
    owner.provideSnapshots(type, newest::values);
    DualBusClient reader = traced(clients, EngineType.RISK, tracer);
    List<Integer> spansThen = new CopyOnWriteArrayList<>();
    var subscription =
        reader.subscribe(
            type,
            m -> spansThen.add(tracer.spans.size()),
            SubscriptionOptions.DEFAULTS.withSnapshot());
    newest.put("b", new Numbered("b", 2));
    owner.publish(type, new Numbered("b", 2));

    await().atMost(PATIENCE).until(() -> spansThen.size() == 2);
    assertThat(spansThen).containsExactly(1, 2);
    assertThat(subscription.type()).isEqualTo(type);
  }

  @Test
  void message_fromWhoDoesNotTrace_hasNoParent(BusClients clients) {
    Tracer tracer = new Tracer("d");
    DualBusClient reader = traced(clients, EngineType.RISK, tracer);
    MessageType<Numbered> type = MessageType.event(Family.APP, "trace.bare", Numbered.class);
    Recorder<Numbered> recorder = Recorder.on(reader, type);

    clients.client(EngineType.HUB, "hub-1").publish(type, new Numbered("a", 1));

    assertThat(recorder.await(1, PATIENCE).get(0).envelope().traceParent()).isNull();
    assertThat(tracer.spans).hasSize(1);
    assertThat(tracer.spans.get(0).parent()).isNull();
  }
}
