package dev.nautilus.bus.lettuce;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that snapshots need on one bus, there only while they are needed. A slow supplier of
/// rows holds up neither the answers to those who ask nor the rows that come in, and a slow handler
/// of rows neither of the others. After closing nothing is done any more.
final class SnapshotThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SnapshotThreads.class);
  private static final int IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor protocol;
  private final ScheduledThreadPoolExecutor rows;
  private final ScheduledThreadPoolExecutor joins;

  SnapshotThreads(Identity identity) {
    protocol = thread(identity.threadName("snapshots"));
    rows = thread(identity.threadName("snapshot-rows"));
    joins = thread(identity.threadName("snapshot-joins"));
  }

  private static ScheduledThreadPoolExecutor thread(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  /// Short work of an owner.
  void protocol(Runnable task) {
    protocolAfter(0, task);
  }

  void protocolAfter(long nanos, Runnable task) {
    after(protocol, nanos, task);
  }

  /// Where an owner is called for its rows.
  void rows(Runnable task) {
    after(rows, 0, task);
  }

  /// Where those who join are, one after the other.
  void join(Runnable task) {
    after(joins, 0, task);
  }

  /// Does it later; what is returned calls it off.
  Runnable joinAfter(long nanos, Runnable task) {
    return after(joins, nanos, task);
  }

  private static Runnable after(ScheduledThreadPoolExecutor executor, long nanos, Runnable task) {
    try {
      ScheduledFuture<?> scheduled =
          executor.schedule(() -> run(task), nanos, TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("a defect in snapshots", e);
    }
  }

  @Override
  public void close() {
    protocol.shutdownNow();
    rows.shutdownNow();
    joins.shutdownNow();
  }
}
