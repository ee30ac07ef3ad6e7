package dev.nautilus.hub.budget;

import dev.nautilus.hub.lead.LeadersPart;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.QuotaBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/// Opens the book for every source at the start, and goes on trying while it cannot be read; then
/// sees to it that what could not be written is written later.
final class BudgetKeeper implements LeadersPart {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(BudgetKeeper.class);

  private final List<Budget> budgets;
  private final QuotaBook book;
  private final TaskScheduler scheduler;
  private final List<Budget> unread = new ArrayList<>();
  private final AtomicBoolean underway = new AtomicBoolean();
  private boolean told;
  private @Nullable ScheduledFuture<?> beat;

  BudgetKeeper(List<Budget> budgets, QuotaBook book, TaskScheduler scheduler) {
    this.budgets = List.copyOf(budgets);
    this.book = book;
    this.scheduler = scheduler;
  }

  /// Before anybody asks a vendor.
  @Override
  public int getPhase() {
    return -2000;
  }

  @Override
  public synchronized void start() {
    if (beat != null) {
      return;
    }
    budgets.forEach(Budget::expectBook);
    unread.addAll(budgets);
    open();
    beat = scheduler.scheduleWithFixedDelay(this::beat, BEAT);
  }

  private void beat() {
    // Redis may let us wait; the beat's thread must not.
    if (underway.compareAndSet(false, true)) {
      Thread.ofVirtual().name("budget-book").start(this::tend);
    }
  }

  private void tend() {
    try {
      open();
      budgets.forEach(Budget::save);
    } finally {
      underway.set(false);
    }
  }

  private synchronized void open() {
    try {
      while (!unread.isEmpty()) {
        unread.getFirst().keepIn(book);
        unread.removeFirst();
      }
    } catch (RuntimeException e) {
      if (!told) {
        told = true;
        log.warn("Quotas cannot be read yet; sources that have one wait: {}", e.toString());
      }
    }
  }

  @Override
  public synchronized void stop() {
    ScheduledFuture<?> running = beat;
    if (running != null) {
      running.cancel(false);
      beat = null;
      budgets.forEach(Budget::save);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return beat != null;
  }
}
