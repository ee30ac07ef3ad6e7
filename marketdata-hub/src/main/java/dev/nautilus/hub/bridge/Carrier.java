package dev.nautilus.hub.bridge;

import dev.nautilus.bus.EngineType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that carries one way until it is stopped. What fails is tried again.
final class Carrier {
  private static final Logger log = LoggerFactory.getLogger(Carrier.class);
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_SOON = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  /// Between two reads: what gathers meanwhile is carried in one piece.
  private static final long PACE = TimeUnit.MILLISECONDS.toNanos(1);

  private final String name;
  private final Way way;
  private final BridgeMeters meters;
  private final Losses losses;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile String trouble = "";
  private long lookAtNanos = System.nanoTime() + LOOK_SOON;

  /// One way of carrying.
  interface Way {
    /// Which way it is, for the meters.
    Direction direction();

    /// Carries what there is, or waits for something.
    void step(Duration longest);

    /// Looks for entries that went away before they were carried: how many, by stream.
    Map<String, Long> look();
  }

  /// Told of what is gone.
  interface Losses {
    /// Entries of a stream went away before they were carried.
    void lost(Direction direction, String stream, long entries);

    /// A server came back without so many closing fences of a migration under way. They stand anew.
    void fences(EngineType engine, int fences);
  }

  Carrier(String name, Way way, BridgeMeters meters, Losses losses) {
    this.name = name;
    this.way = way;
    this.meters = meters;
    this.losses = losses;
    this.thread = Thread.ofVirtual().name("bridge-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Empty while all is well.
  String trouble() {
    return trouble;
  }

  private void run() {
    long pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        long began = System.nanoTime();
        way.step(WAIT);
        look(began);
        if (!trouble.isEmpty()) {
          log.info("Carrying {} again", name);
          trouble = "";
        }
        pause = FIRST_PAUSE;
        LockSupport.parkNanos(began + PACE - System.nanoTime());
      } catch (RuntimeException e) {
        // Whatever it is: a way that ended without a word would hold everything back for good.
        failed(e);
        LockSupport.parkNanos(pause);
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
      }
    }
  }

  private void look(long now) {
    if (now - lookAtNanos >= 0) {
      lookAtNanos = now + LOOK_EVERY;
      way.look().forEach((stream, entries) -> losses.lost(way.direction(), stream, entries));
    }
  }

  private void failed(RuntimeException e) {
    if (stopping) {
      return;
    }
    meters.failed(way.direction());
    if (trouble.isEmpty()) {
      log.warn("Carrying {} fails, trying again: {}", name, e.toString(), e);
    }
    trouble = name + ": " + e.getMessage();
  }

  /// Asks it to end after the step in hand.
  void stop() {
    stopping = true;
  }

  /// Waits until it has ended.
  void join(Duration longest) throws InterruptedException {
    if (!thread.join(longest)) {
      thread.interrupt();
      thread.join(longest);
    }
  }
}
