package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Counts what the desk does: over the last minute for `/metrics`, since the start for
/// `/api/v1/cache`, and as meters.
final class Tally {
  private static final Set<Refusal> ANSWERS = Set.of(Refusal.NOT_FOUND, Refusal.NO_DATA);

  private final MeterRegistry meters;
  private final Efficiency efficiency;
  private final Map<ServedType, Map<Outcome, Count>> requests = new EnumMap<>(ServedType.class);
  private final Map<ServedType, Counter> outdated = new EnumMap<>(ServedType.class);

  private record Count(LongAdder sinceStart, Timer timer) {}

  Tally(MeterRegistry meters, Ticker ticker) {
    this.meters = meters;
    this.efficiency = new Efficiency(ticker);
    for (ServedType type : ServedType.values()) {
      Map<Outcome, Count> byOutcome = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        byOutcome.put(outcome, new Count(new LongAdder(), timer(type, outcome)));
      }
      requests.put(type, byOutcome);
      outdated.put(
          type,
          Counter.builder(HubMeter.OUTDATED.getName())
              .baseUnit(HubMeter.OUTDATED.getBaseUnit())
              .tag(Tag.TYPE.asString(), type.wireName())
              .register(meters));
    }
  }

  void request(ServedType type, Outcome outcome, long nanos) {
    efficiency.request(outcome, nanos);
    Count count = count(type, outcome);
    count.sinceStart().increment();
    count.timer().record(nanos, TimeUnit.NANOSECONDS);
  }

  /// Counts a call. A refusal on our own side (over budget, no key) never reached the vendor, and
  /// would make vendors look faster than they are.
  void vendorCall(Source source, VendorReply reply, long nanos) {
    String outcome =
        switch (reply) {
          case VendorReply.Data _ -> "data";
          case VendorReply.Refused refused -> refused.why().name().toLowerCase(Locale.ROOT);
        };
    if (reply instanceof VendorReply.Data
        || (reply instanceof VendorReply.Refused refused && ANSWERS.contains(refused.why()))) {
      efficiency.vendorCall(nanos);
    }
    Timer.builder(HubMeter.VENDOR_CALLS.getName())
        .tag(Tag.SOURCE.asString(), source.name())
        .tag(Tag.OUTCOME.asString(), outcome)
        .register(meters)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void outdated(ServedType type) {
    Objects.requireNonNull(outdated.get(type)).increment();
  }

  /// A call that was not made, because it would have said what is known or cost what is scarce.
  void spared(Source source, String reason) {
    Counter.builder(HubMeter.SPARED.getName())
        .baseUnit(HubMeter.SPARED.getBaseUnit())
        .tag(Tag.SOURCE.asString(), source.name())
        .tag(Tag.REASON.asString(), reason)
        .register(meters)
        .increment();
  }

  /// A source says something else than another.
  void doubt(Source source) {
    Counter.builder(HubMeter.DISAGREEMENTS.getName())
        .baseUnit(HubMeter.DISAGREEMENTS.getBaseUnit())
        .tag(Tag.SOURCE.asString(), source.name())
        .register(meters)
        .increment();
  }

  Efficiency efficiency() {
    return efficiency;
  }

  /// Requests of a type since the start.
  long sinceStart(ServedType type, Outcome outcome) {
    return count(type, outcome).sinceStart().sum();
  }

  private Count count(ServedType type, Outcome outcome) {
    // The maps are complete: every type and outcome was put in at the start.
    return Objects.requireNonNull(Objects.requireNonNull(requests.get(type)).get(outcome));
  }

  private Timer timer(ServedType type, Outcome outcome) {
    return Timer.builder(HubMeter.REQUESTS.getName())
        .tag(Tag.TYPE.asString(), type.wireName())
        .tag(Tag.OUTCOME.asString(), outcome.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }
}
