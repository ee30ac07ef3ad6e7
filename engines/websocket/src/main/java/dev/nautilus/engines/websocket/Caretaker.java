package dev.nautilus.engines.websocket;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Looks after sessions of which nothing is heard: a blocked one makes no sound. Ends all of them
/// with 1001 before the web server stops.
final class Caretaker implements SmartLifecycle {
  private static final long EVERY_MS = 250;

  private final Sessions sessions;
  private volatile @Nullable CountDownLatch running;

  Caretaker(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void start() {
    CountDownLatch latch = new CountDownLatch(1);
    running = latch;
    Thread.ofVirtual().name("caretaker").start(() -> run(latch));
  }

  private void run(CountDownLatch latch) {
    try {
      while (!latch.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
        sessions.sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    CountDownLatch latch = running;
    running = null;
    if (latch != null) {
      latch.countDown();
      try {
        sessions.closeAll();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  /// Stops first of all: browsers are told while everything behind them still works.
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
