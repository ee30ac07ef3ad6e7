package dev.nautilus.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/// Runs what was scheduled when a test says so, on the test's thread.
final class BeatScheduler implements TaskScheduler {
  private Runnable beat = () -> {};

  /// One beat.
  void beat() {
    beat.run();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
    beat = task;
    return new Ending();
  }

  private final class Ending extends FutureTask<Boolean> implements ScheduledFuture<Boolean> {
    Ending() {
      super(() -> true);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      beat = () -> {};
      return super.cancel(mayInterrupt);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
    throw new UnsupportedOperationException("the watch has one beat");
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, Instant start) {
    throw new UnsupportedOperationException("the watch has one beat");
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant start, Duration period) {
    throw new UnsupportedOperationException("the watch has one beat");
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant start, Duration delay) {
    throw new UnsupportedOperationException("the watch has one beat");
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
    throw new UnsupportedOperationException("the watch has one beat");
  }
}
