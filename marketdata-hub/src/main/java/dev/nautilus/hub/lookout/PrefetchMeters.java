package dev.nautilus.hub.lookout;

import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.prefetch.MindReport;
import dev.nautilus.hub.prefetch.Prefetcher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;

/// How good the hub's guesses are, all engines together, since the start. Any thread.
final class PrefetchMeters implements MeterBinder {
  private final Prefetcher prefetcher;

  PrefetchMeters(Prefetcher prefetcher) {
    this.prefetcher = prefetcher;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, HubMeter.PREFETCH_PRECISION, MindReport::wasted);
    gauge(registry, HubMeter.PREFETCH_COVERAGE, MindReport::missed);
  }

  private void gauge(MeterRegistry registry, HubMeter meter, ToLongFunction<MindReport> rest) {
    Gauge.builder(meter.getName(), this, one -> one.share(rest))
        .baseUnit(meter.getBaseUnit())
        .register(registry);
  }

  /// Used guesses among those and the rest; NaN before there is either.
  private double share(ToLongFunction<MindReport> rest) {
    long used = 0;
    long others = 0;
    for (MindReport each : prefetcher.report().values()) {
      used += each.used();
      others += rest.applyAsLong(each);
    }
    return used + others == 0 ? Double.NaN : (double) used / (used + others);
  }
}
