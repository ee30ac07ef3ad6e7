package dev.nautilus.hub.bridge;

import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What the bridge counts. Any thread.
final class BridgeMeters {
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final AtomicInteger engines = new AtomicInteger();
  private final Map<Direction, AtomicLong> backlog = new EnumMap<>(Direction.class);
  private final Map<Direction, Counter> carried = new EnumMap<>(Direction.class);
  private final Map<Direction, Counter> lost = new EnumMap<>(Direction.class);
  private final Map<Direction, Counter> failures = new EnumMap<>(Direction.class);
  private final Counter renewed;
  private final Map<Direction, Timer> delay = new EnumMap<>(Direction.class);

  BridgeMeters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    Gauge.builder(HubMeter.BRIDGE_ENGINES.getName(), engines, AtomicInteger::get)
        .baseUnit(HubMeter.BRIDGE_ENGINES.getBaseUnit())
        .register(registry);
    this.renewed =
        Counter.builder(HubMeter.BRIDGE_FENCES_RENEWED.getName())
            .baseUnit(HubMeter.BRIDGE_FENCES_RENEWED.getBaseUnit())
            .register(registry);
    for (Direction direction : Direction.values()) {
      AtomicLong waiting = new AtomicLong();
      backlog.put(direction, waiting);
      Gauge.builder(HubMeter.BRIDGE_BACKLOG.getName(), waiting, AtomicLong::get)
          .baseUnit(HubMeter.BRIDGE_BACKLOG.getBaseUnit())
          .tag(Tag.DIRECTION.asString(), direction.tag())
          .register(registry);
      carried.put(direction, counter(HubMeter.BRIDGE_CARRIED, Tag.DIRECTION, direction.tag()));
      lost.put(direction, counter(HubMeter.BRIDGE_LOST, Tag.DIRECTION, direction.tag()));
      failures.put(direction, counter(HubMeter.BRIDGE_FAILURES, Tag.DIRECTION, direction.tag()));
      delay.put(
          direction,
          Timer.builder(HubMeter.BRIDGE_DELAY.getName())
              .tag(Tag.DIRECTION.asString(), direction.tag())
              .register(registry));
    }
    // At 0 from the start: a rate over the first of them would be lost otherwise.
    List.of("unreadable", "corrupt", "terms", "reply")
        .forEach(reason -> counter(HubMeter.BRIDGE_REFUSED, Tag.REASON, reason));
  }

  private Counter counter(HubMeter meter, Tag tag, String value) {
    return Counter.builder(meter.getName())
        .baseUnit(meter.getBaseUnit())
        .tag(tag.asString(), value)
        .register(registry);
  }

  void engines(int now) {
    engines.set(now);
  }

  void backlog(Direction direction, long entries) {
    backlog.getOrDefault(direction, new AtomicLong()).set(entries);
  }

  /// Entries still to be carried, all directions together.
  long backlog() {
    return backlog.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /// So many messages arrived.
  ///
  /// @param oldest entry id of the first of them: Redis's clock, so hosts that differ show it
  void carried(Direction direction, int messages, String oldest) {
    Counter counter = carried.get(direction);
    Timer timer = delay.get(direction);
    if (counter != null && timer != null && messages > 0) {
      counter.increment(messages);
      long millis = clock.millis() - Places.millis(oldest);
      timer.record(Duration.ofMillis(Math.max(0, millis)));
    }
  }

  /// What was carried since this process began, by direction, for who cannot see the meters.
  Map<String, Long> totals() {
    Map<String, Long> totals = new LinkedHashMap<>();
    for (Direction direction : Direction.values()) {
      Counter counter = carried.get(direction);
      totals.put(direction.tag(), counter == null ? 0 : (long) counter.count());
    }
    return totals;
  }

  void refused(String reason) {
    counter(HubMeter.BRIDGE_REFUSED, Tag.REASON, reason).increment();
  }

  void lost(Direction direction, long entries) {
    Counter counter = lost.get(direction);
    if (counter != null) {
      counter.increment((double) entries);
    }
  }

  /// So many closing fences were gone and stand anew.
  void renewed(int fences) {
    renewed.increment(fences);
  }

  void failed(Direction direction) {
    Counter counter = failures.get(direction);
    if (counter != null) {
      counter.increment();
    }
  }
}
