package dev.nautilus.hub.bridge;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.lettuce.StreamPort;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes with carrying, on a thread of its own: tells the registry how far the bridge is,
/// passes answers on, says goodbye for quiet engines, and trims legacy streams.
final class Clerk {
  private static final Logger log = LoggerFactory.getLogger(Clerk.class);
  private static final long PACE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long GOODBYES = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long TRIM = TimeUnit.SECONDS.toNanos(5);
  private static final long LISTEN = TimeUnit.SECONDS.toNanos(1);
  private static final long AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(200);

  private final EngineModes modes;
  private final Passage passage;
  private final Replies replies;
  private final Inward inward;
  private final StreamPort main;
  private final BridgeProperties properties;
  private final Thread thread = Thread.ofVirtual().name("bridge-clerk").unstarted(this::run);
  private volatile boolean stopping;
  private boolean failing;
  private long goodbyesAt;
  private long trimAt;
  private long listenAt;

  Clerk(
      EngineModes modes,
      Passage passage,
      Replies replies,
      Inward inward,
      StreamPort main,
      BridgeProperties properties) {
    this.modes = modes;
    this.passage = passage;
    this.replies = replies;
    this.inward = inward;
    this.main = main;
    this.properties = properties;
    long now = System.nanoTime();
    this.goodbyesAt = now;
    this.trimAt = now + TRIM;
    this.listenAt = now;
  }

  /// Listens for answers first: the first question may be carried at once.
  ///
  /// @throws BusException when a bus is not there
  void start() {
    replies.listen(() -> LockSupport.unpark(thread));
    thread.start();
  }

  private void run() {
    while (!stopping) {
      try {
        step(System.nanoTime());
        failing = false;
        LockSupport.parkNanos(PACE);
      } catch (BusException e) {
        if (!failing && !stopping) {
          log.warn("The bridge cannot do all its work, trying again: {}", e.getMessage());
        }
        failing = true;
        LockSupport.parkNanos(AFTER_FAILURE);
      }
    }
  }

  private void step(long now) {
    if (now - listenAt >= 0) {
      replies.listen(() -> LockSupport.unpark(thread));
      listenAt = now + LISTEN;
    }
    replies.toMain();
    tell();
    if (now - goodbyesAt >= 0) {
      inward.goodbyes();
      goodbyesAt = now + GOODBYES;
    }
    if (now - trimAt >= 0) {
      trimAt = now + TRIM;
      main.trim(inward.all(), properties.retention(), properties.mostEntries());
    }
  }

  private void tell() {
    Map<String, String> carried = passage.takeUntold();
    if (carried.isEmpty()) {
      return;
    }
    try {
      modes.carried(carried);
    } catch (BusException e) {
      passage.putBack(carried);
      throw e;
    }
  }

  /// Asks it to end.
  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  /// Waits until it has ended.
  void join(Duration longest) throws InterruptedException {
    if (!thread.join(longest)) {
      thread.interrupt();
      thread.join(longest);
    }
  }
}
