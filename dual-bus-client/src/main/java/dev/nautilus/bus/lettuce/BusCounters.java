package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.EngineType;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/// Counts of one bus, for `statistics` and for the meters alike.
final class BusCounters {
  private final Map<BusMeter, LongAdder> counts = new EnumMap<>(BusMeter.class);
  private final Map<String, LongAdder> lost = new ConcurrentHashMap<>();
  private final Timer confirmation;
  private final DistributionSummary frameSize;
  private final MeterRegistry meters;
  private final Tags tags;

  BusCounters(MeterRegistry meters, Server server, EngineType engine) {
    this.meters = meters;
    this.tags =
        Tags.of(
            BusMeter.Tag.BUS.asString(),
            server.name().toLowerCase(Locale.ROOT),
            BusMeter.Tag.ENGINE.asString(),
            engine.name());
    for (BusMeter meter : BusMeter.values()) {
      if (meter.getType() == Meter.Type.COUNTER) {
        LongAdder count = new LongAdder();
        counts.put(meter, count);
        FunctionCounter.builder(meter.getName(), count, LongAdder::sum)
            .tags(tags)
            .baseUnit(meter.getBaseUnit())
            .register(meters);
      }
    }
    this.confirmation = meters.timer(BusMeter.CONFIRMATION.getName(), tags);
    this.frameSize =
        DistributionSummary.builder(BusMeter.FRAME_SIZE.getName())
            .tags(tags)
            .baseUnit(BusMeter.FRAME_SIZE.getBaseUnit())
            .register(meters);
  }

  <T> void gauge(BusMeter meter, T state, ToDoubleFunction<T> value) {
    // Of a client that came back to a server the old state says nothing any more.
    Gauge before = meters.find(meter.getName()).tags(tags).gauge();
    if (before != null) {
      meters.remove(before);
    }
    Gauge.builder(meter.getName(), state, value)
        .tags(tags)
        .baseUnit(meter.getBaseUnit())
        .register(meters);
  }

  void add(BusMeter meter, long count) {
    LongAdder adder = counts.get(meter);
    if (adder == null) {
      throw new IllegalArgumentException(meter + " is not a counter");
    }
    adder.add(count);
  }

  void increment(BusMeter meter) {
    add(meter, 1);
  }

  /// Counts entries that were gone though their group had not acknowledged them.
  void lost(String stream, long entries) {
    add(BusMeter.GAPS, entries);
    lost.computeIfAbsent(stream, key -> new LongAdder()).add(entries);
  }

  /// How many entries of which stream were lost since this was asked last.
  Map<String, Long> takeLost() {
    Map<String, Long> taken = new HashMap<>();
    lost.forEach(
        (stream, count) -> {
          long entries = count.sumThenReset();
          if (entries > 0) {
            taken.put(stream, entries);
          }
        });
    return taken;
  }

  void confirmed(int messages, long oldestWaitNanos) {
    add(BusMeter.PUBLISHED, messages);
    frameSize.record(messages);
    confirmation.record(oldestWaitNanos, TimeUnit.NANOSECONDS);
  }

  BusStatistics statistics() {
    return new BusStatistics(
        sum(BusMeter.PUBLISHED),
        sum(BusMeter.DELIVERED),
        sum(BusMeter.FAILED),
        sum(BusMeter.DUPLICATES),
        sum(BusMeter.GAPS),
        sum(BusMeter.REFUSED),
        sum(BusMeter.LATE_REPLIES),
        sum(BusMeter.RECONNECTS),
        sum(BusMeter.RETRIED),
        sum(BusMeter.DEAD_LETTERED));
  }

  private long sum(BusMeter meter) {
    LongAdder adder = counts.get(meter);
    return adder == null ? 0 : adder.sum();
  }
}
