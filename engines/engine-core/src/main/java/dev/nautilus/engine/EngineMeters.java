package dev.nautilus.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// Counts what an engine does: once, for Prometheus and for the status page alike.
final class EngineMeters {
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
    definition.hears().forEach(type -> adder(EngineMeter.HEARD, type.name()));
    definition.emits().forEach(type -> adder(EngineMeter.EMITTED, type.name()));
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
