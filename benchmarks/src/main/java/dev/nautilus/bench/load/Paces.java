package dev.nautilus.bench.load;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Waiting for what is planned.
final class Paces {
  private static final long ENDING_MILLIS = 5_000;

  private Paces() {}

  /// Waits until a message is meant to be sent.
  static void await(Pace pace, long sequence) {
    long intended = pace.intendedNanos(sequence);
    for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// Waits for threads that have been told to end.
  static void join(List<Thread> threads) {
    try {
      for (Thread thread : threads) {
        thread.join(ENDING_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
