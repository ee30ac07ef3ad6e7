package dev.nautilus.engine;

import dev.nautilus.bus.MessageType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// Counts what an engine does: once, for Prometheus and for the status page alike.
final class EngineMeters {
  /// Why a state was not saved, and why one was not used; [EngineMeter] explains them.
  private static final List<String> UNSAVED =
      List.of("bus", "unconfirmed", "too large", "superseded", "failed");

  private static final List<String> REFUSED = List.of("misfit", "gap");

  private final MeterRegistry registry;
  private final Tags engine;
  private final long slowNanos;
  private final Map<EngineMeter, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();
  private final AtomicLong stateBytes = new AtomicLong();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  EngineMeters(MeterRegistry registry, EngineDefinition definition, Duration slow) {
    this.registry = registry;
    engine = Tags.of("engine", definition.type().name());
    slowNanos = slow.toNanos();
    // Registered before the first event, so that a rate over the first one is not lost.
    for (MessageType<?> type : definition.hears()) {
      begin(type.name(), EngineMeter.HEARD, EngineMeter.FAILED, EngineMeter.SLOW);
      timers.computeIfAbsent(type.name(), this::timer);
    }
    for (MessageType<?> type : definition.emits()) {
      begin(type.name(), EngineMeter.EMITTED, EngineMeter.LOST);
    }
    if (definition.state().isPresent()) {
      begin("state", EngineMeter.STATE_SAVED);
      UNSAVED.forEach(reason -> begin(reason, EngineMeter.STATE_UNSAVED));
      REFUSED.forEach(reason -> begin(reason, EngineMeter.STATE_REFUSED));
    }
  }

  private void begin(String of, EngineMeter... meters) {
    for (EngineMeter meter : meters) {
      adder(meter, of);
    }
  }

  void watch(Mailbox mailbox, BooleanSupplier ready) {
    Gauge.builder(EngineMeter.MAILBOX_DEPTH.getName(), mailbox, Mailbox::depth)
        .tags(engine)
        .register(registry);
    FunctionCounter.builder(EngineMeter.MAILBOX_WAITS.getName(), mailbox, Mailbox::waits)
        .tags(engine)
        .register(registry);
    FunctionCounter.builder(EngineMeter.MAILBOX_SHED.getName(), mailbox, Mailbox::shed)
        .tags(engine)
        .register(registry);
    Gauge.builder(EngineMeter.READY.getName(), () -> ready.getAsBoolean() ? 1 : 0)
        .tags(engine)
        .register(registry);
  }

  /// Shows a number out of what the engine shows of its state.
  void watch(EngineFigure figure, EngineLoop loop) {
    Gauge.builder(
            EngineMeter.FIGURE.getName(),
            loop,
            running -> figure.reading().applyAsDouble(running.published().view()))
        .tags(engine.and(EngineMeter.Tag.OF.asString(), figure.name()))
        .register(registry);
  }

  /// Shows how large the saved state is.
  void watchState() {
    Gauge.builder(EngineMeter.STATE_SIZE.getName(), stateBytes, AtomicLong::get)
        .tags(engine)
        .baseUnit(EngineMeter.STATE_SIZE.getBaseUnit())
        .register(registry);
  }

  void stateBytes(long bytes) {
    stateBytes.set(bytes);
  }

  void count(EngineMeter meter, String of) {
    adder(meter, of).increment();
  }

  /// Notes how long something took on the engine thread.
  ///
  /// @return whether that was too long
  boolean took(String of, long nanos) {
    timers.computeIfAbsent(of, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    boolean slow = nanos > slowNanos;
    if (slow) {
      count(EngineMeter.SLOW, of);
    }
    return slow;
  }

  /// What was counted so far, by what it is a count of, in alphabetical order.
  Map<String, Long> counted(EngineMeter meter) {
    Map<String, Long> result = new TreeMap<>();
    counts.getOrDefault(meter, Map.of()).forEach((of, adder) -> result.put(of, adder.sum()));
    return result;
  }

  /// The same without what never happened.
  Map<String, Long> happened(EngineMeter meter) {
    Map<String, Long> result = counted(meter);
    result.values().removeIf(count -> count == 0);
    return result;
  }

  long total(EngineMeter meter) {
    return counted(meter).values().stream().mapToLong(Long::longValue).sum();
  }

  private LongAdder adder(EngineMeter meter, String of) {
    return counts
        .computeIfAbsent(meter, each -> new ConcurrentHashMap<>())
        .computeIfAbsent(of, each -> counter(meter, each));
  }

  private LongAdder counter(EngineMeter meter, String of) {
    LongAdder adder = new LongAdder();
    FunctionCounter.builder(meter.getName(), adder, LongAdder::sum)
        .tags(engine.and(EngineMeter.Tag.OF.asString(), of))
        .baseUnit(meter.getBaseUnit())
        .register(registry);
    return adder;
  }

  private Timer timer(String of) {
    return Timer.builder(EngineMeter.REACTION.getName())
        .tags(engine.and(EngineMeter.Tag.OF.asString(), of))
        .register(registry);
  }
}
