package dev.nautilus.hub.vendor;

import dev.nautilus.hub.lead.Lease;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/// Cuts an exchange off when its time is up or the lease is over, whichever comes first. A lease
/// that was lengthened meanwhile is waited for again: most end long after a slow vendor has
/// answered.
///
/// **Threads** Runs on the scheduler's; set and lifted on the exchange's.
final class Deadline {
  private final ScheduledExecutorService scheduler;
  private final HttpUriRequestBase request;
  private final Lease lease;
  private final long end;
  private @Nullable ScheduledFuture<?> next;
  private boolean lifted;

  private Deadline(
      ScheduledExecutorService scheduler, HttpUriRequestBase request, Lease lease, long end) {
    this.scheduler = scheduler;
    this.request = request;
    this.lease = lease;
    this.end = end;
  }

  /// Begins now.
  ///
  /// @param limitNanos longest time the exchange may take
  static Deadline set(
      ScheduledExecutorService scheduler,
      HttpUriRequestBase request,
      Lease lease,
      long limitNanos) {
    Deadline deadline = new Deadline(scheduler, request, lease, System.nanoTime() + limitNanos);
    deadline.look();
    return deadline;
  }

  private synchronized void look() {
    if (lifted) {
      return;
    }
    long left = end - System.nanoTime();
    if (left <= 0 || !lease.isOpen()) {
      request.cancel();
      return;
    }
    next =
        scheduler.schedule(
            this::look, Math.min(left, lease.left().toNanos()), TimeUnit.NANOSECONDS);
  }

  /// The exchange has ended.
  synchronized void lift() {
    lifted = true;
    ScheduledFuture<?> planned = next;
    if (planned != null) {
      planned.cancel(false);
    }
  }
}
