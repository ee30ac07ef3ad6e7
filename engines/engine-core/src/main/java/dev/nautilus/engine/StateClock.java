package dev.nautilus.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Saves an engine's state every so often and renews the right to. Runs on a thread of its own.
final class StateClock implements Runnable {
  /// What is asked for between two saves is done no sooner than this after the last one.
  private static final Duration SOONEST = Duration.ofMillis(200);

  private final StateKeeper keeper;
  private final EngineParts parts;
  private final CountDownLatch stopping;
  private long savedAt;
  private long claimedAt;

  StateClock(StateKeeper keeper, EngineParts parts, CountDownLatch stopping) {
    this.keeper = keeper;
    this.parts = parts;
    this.stopping = stopping;
    savedAt = System.nanoTime() - keeper.settings().every().toNanos();
    claimedAt = System.nanoTime();
  }

  @Override
  public void run() {
    try {
      while (!stopping.await(SOONEST.toNanos(), TimeUnit.NANOSECONDS)) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() throws InterruptedException {
    try {
      long now = System.nanoTime();
      Duration lease = keeper.settings().lease();
      if (now - claimedAt > lease.toNanos() / 3) {
        if (keeper.vault().claim(lease).isPresent()) {
          keeper.superseded();
          stopping.await();
        }
        claimedAt = now;
      }
      boolean due = now - savedAt > keeper.settings().every().toNanos() && keeper.isChanged();
      if (keeper.isNeeded() && (due || keeper.isWanted())) {
        savedAt = now;
        keeper.save(keeper.handled(), Mailbox.Lane.PUSHED);
      }
    } catch (RuntimeException e) {
      parts.meters().count(EngineMeter.STATE_UNSAVED, "bus");
      parts.mishaps().note("saving the state", e);
    }
  }
}
