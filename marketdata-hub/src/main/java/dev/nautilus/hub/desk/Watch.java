package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Rota.Round;
import dev.nautilus.hub.lead.LeadersPart;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/// Keeps fresh what the hub watches by itself and what somebody follows: follows what vendors
/// stream, and polls the rest by the rota. It asks the desk like anybody else, so requests and
/// polling share their calls.
///
/// Slow rounds wait until the hub has a term: what is fetched before has no version and is not
/// published, and would be seen again only an hour later.
final class Watch implements LeadersPart, Demand {
  private static final Set<ServedType> STREAMED =
      Set.of(ServedType.TICK, ServedType.QUOTE, ServedType.TRADE, ServedType.LEVEL2);
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final Desk desk;
  private final Versions versions;
  private final VendorStreams streams;
  private final WatchProperties properties;
  private final WatchClockwork clockwork;
  private @Nullable ScheduledFuture<?> beat;
  private @Nullable Rota rota;
  private Set<Topic> followed = Set.of();
  private Set<InstrumentId> streamed = Set.of();
  private Instant nextComparison = Instant.MIN;
  private int compared;

  /// What drives a watch.
  ///
  /// @param rounds runs a round, on a thread that may block
  record WatchClockwork(TaskScheduler scheduler, Executor rounds, InstantSource clock) {}

  Watch(
      Desk desk,
      Versions versions,
      VendorStreams streams,
      WatchProperties properties,
      WatchClockwork clockwork) {
    this.desk = desk;
    this.versions = versions;
    this.streams = streams;
    this.properties = properties;
    this.clockwork = clockwork;
  }

  @Override
  public synchronized void start() {
    if (beat != null) {
      return;
    }
    Rota begun = new Rota(properties, clockwork.clock().instant());
    rota = begun;
    followAll();
    beat = clockwork.scheduler().scheduleAtFixedRate(() -> beat(begun), BEAT);
    log.info(
        "Watching {} instruments and {} economic series",
        properties.enabled() ? properties.symbols().size() : 0,
        properties.enabled() ? properties.economic().size() : 0);
  }

  @Override
  public synchronized void follow(Set<Topic> topics) {
    followed = Set.copyOf(topics);
    followAll();
  }

  /// What the hub watches comes first, so that its rounds keep their places.
  private void followAll() {
    Rota running = rota;
    if (running == null) {
      return;
    }
    Set<Topic> all = new LinkedHashSet<>(properties.topics());
    all.addAll(followed);
    running.follow(all, clockwork.clock().instant());
    Set<InstrumentId> instruments =
        all.stream()
            .filter(topic -> STREAMED.contains(topic.type()))
            .map(Topic::instrument)
            .collect(Collectors.toUnmodifiableSet());
    if (!instruments.equals(streamed)) {
      streamed = instruments;
      streams.follow(instruments, desk::arrived);
    }
  }

  private void beat(Rota rota) {
    streams.confirm(ServedType.QUOTE);
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
    boolean watching = properties.enabled() && !properties.symbols().isEmpty();
    if (every.isZero() || !watching || now.isBefore(nextComparison)) {
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
      // Books are polled whoever streams them: a look at one is what keeps it subscribed.
      well =
          isQuotes(round)
              ? streams.leftToPoll(round.inquiries()).stream()
                  .map(this::poll)
                  .reduce(true, Boolean::logicalAnd)
              : poll(round.inquiries());
    } finally {
      round.done(well, clockwork.clock().instant());
    }
  }

  private boolean poll(List<Inquiry> inquiries) {
    return desk.poll(inquiries).stream().allMatch(Watch::isWell);
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
      rota = null;
      streamed = Set.of();
      streams.follow(Set.of(), desk::arrived);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return beat != null;
  }
}
