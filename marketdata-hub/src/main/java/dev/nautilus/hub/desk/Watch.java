package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Rota.Round;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/// Keeps the watched instruments fresh: polls by the rota, and follows what vendors stream. It asks
/// the desk like anybody else, so requests and polling share their calls.
///
/// Slow rounds wait until the hub has a term: what is fetched before has no version and is not
/// published, and would be seen again only an hour later.
final class Watch implements SmartLifecycle {
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final Desk desk;
  private final Versions versions;
  private final List<VendorConnection> connections;
  private final WatchProperties properties;
  private final WatchClockwork clockwork;
  private @Nullable ScheduledFuture<?> beat;
  private Instant nextComparison = Instant.MIN;
  private int compared;

  /// What drives a watch.
  ///
  /// @param rounds runs a round, on a thread that may block
  record WatchClockwork(TaskScheduler scheduler, Executor rounds, InstantSource clock) {}

  Watch(
      Desk desk,
      Versions versions,
      List<VendorConnection> connections,
      WatchProperties properties,
      WatchClockwork clockwork) {
    this.desk = desk;
    this.versions = versions;
    this.connections = List.copyOf(connections);
    this.properties = properties;
    this.clockwork = clockwork;
  }

  @Override
  public synchronized void start() {
    if (!properties.enabled() || beat != null) {
      return;
    }
    Rota rota = new Rota(properties, clockwork.clock().instant());
    beat = clockwork.scheduler().scheduleAtFixedRate(() -> beat(rota), BEAT);
    for (VendorConnection connection : connections) {
      if (connection.isConfigured()) {
        connection.stream()
            .ifPresent(stream -> stream.follow(new HashSet<>(properties.symbols()), desk::arrived));
      }
    }
    log.info(
        "Watching {} instruments and {} economic series",
        properties.symbols().size(),
        properties.economic().size());
  }

  private void beat(Rota rota) {
    crossCheck();
    for (Round round : rota.due(clockwork.clock().instant())) {
      if (versions.leads() || isQuotes(round)) {
        round.begin();
        clockwork.rounds().execute(() -> run(round));
      }
    }
  }

  /// One watched quote after the other is compared with what a second source says.
  private void crossCheck() {
    Instant now = clockwork.clock().instant();
    Duration every = properties.compareEvery();
    if (every.isZero() || properties.symbols().isEmpty() || now.isBefore(nextComparison)) {
      return;
    }
    nextComparison = now.plus(every);
    compared = (compared + 1) % properties.symbols().size();
    InstrumentId instrument = properties.symbols().get(compared);
    clockwork.rounds().execute(() -> desk.crossCheck(instrument));
  }

  private void run(Round round) {
    boolean well = false;
    try {
      well = desk.poll(round.inquiries()).stream().allMatch(Watch::isWell);
    } finally {
      round.done(well, clockwork.clock().instant());
    }
  }

  private static boolean isQuotes(Round round) {
    return round.inquiries().getFirst().type() == ServedType.QUOTE;
  }

  private static boolean isWell(Reading<Sheet> reading) {
    return switch (reading) {
      case Reading.Fresh<Sheet> _ -> true;
      case Reading.Stale<Sheet> _ -> false;
      case Reading.Refused<Sheet> refused -> !refused.why().isRetryable();
    };
  }

  @Override
  public synchronized void stop() {
    ScheduledFuture<?> running = beat;
    if (running != null) {
      running.cancel(false);
      beat = null;
      for (VendorConnection connection : connections) {
        connection.stream().ifPresent(stream -> stream.follow(Set.of(), _ -> {}));
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return beat != null;
  }
}
