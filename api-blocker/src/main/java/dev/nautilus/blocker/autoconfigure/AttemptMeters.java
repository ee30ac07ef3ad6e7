package dev.nautilus.blocker.autoconfigure;

import dev.nautilus.blocker.Blocker;
import dev.nautilus.blocker.Hook;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows the blocker's own counts as meters: one is registered when its host and hook are first
/// seen. The blocker bounds how many there can be.
///
/// **Threads** Started and closed by Spring, otherwise called on the blocker's thread alone.
final class AttemptMeters implements AutoCloseable {
  private final BlockerPresence presence;
  private final Optional<MeterRegistry> registry;
  private final Set<String> known = new HashSet<>();
  private @Nullable Runnable stop;

  AttemptMeters(BlockerPresence presence, Optional<MeterRegistry> registry) {
    this.presence = presence;
    this.registry = registry;
  }

  void start() {
    registry.ifPresent(
        meters ->
            Gauge.builder(BlockerMeter.ENFORCING.getName(), presence, one -> one.enforces() ? 1 : 0)
                .register(meters));
    Optional<Blocker> blocker = presence.running();
    if (blocker.isPresent() && registry.isPresent()) {
      Blocker running = blocker.get();
      MeterRegistry meters = registry.get();
      FunctionCounter.builder(BlockerMeter.TOTAL.getName(), running, one -> (double) one.total())
          .baseUnit(BlockerMeter.TOTAL.getBaseUnit())
          .register(meters);
      FunctionCounter.builder(
              BlockerMeter.UNREPORTED.getName(), running, one -> (double) one.unreported())
          .baseUnit(BlockerMeter.UNREPORTED.getBaseUnit())
          .register(meters);
      stop = running.listen("meters", (batch, first) -> show(running, meters));
    }
  }

  @Override
  public void close() {
    if (stop != null) {
      stop.run();
      stop = null;
    }
  }

  private void show(Blocker running, MeterRegistry meters) {
    for (Map.Entry<String, Map<Hook, Long>> host : running.attempts().entrySet()) {
      for (Hook hook : host.getValue().keySet()) {
        if (known.add(host.getKey() + " " + hook)) {
          register(running, meters, host.getKey(), hook);
        }
      }
    }
  }

  private static void register(Blocker running, MeterRegistry meters, String host, Hook hook) {
    FunctionCounter.builder(
            BlockerMeter.ATTEMPTS.getName(), running, one -> (double) one.attempts(host, hook))
        .baseUnit(BlockerMeter.ATTEMPTS.getBaseUnit())
        .tag(BlockerMeter.Tag.HOST.asString(), host)
        .tag(BlockerMeter.Tag.HOOK.asString(), hook.label())
        .register(meters);
  }
}
