package dev.nautilus.bench.load;

import java.util.ArrayList;
import java.util.List;

/// The reading threads of a contender, one per subscriber. What one of them throws while open ends
/// the process: a measurement with a dead subscriber is none.
final class Readers implements AutoCloseable {
  private static final long JOIN_MILLIS = 3_000;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /// Runs one reading step over and over until closed.
  void start(String name, Runnable step) {
    Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> loop(step));
    threads.add(thread);
    thread.start();
  }

  private void loop(Runnable step) {
    try {
      while (!closed) {
        step.run();
      }
    } catch (RuntimeException e) {
      if (!closed) {
        LoadMain.fail(e);
      }
    }
  }

  /// What fails from now on is the end and no failure.
  void closing() {
    closed = true;
  }

  /// Lets each finish the step it is in, at most a blocking read long.
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
