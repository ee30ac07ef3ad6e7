package dev.nautilus.hub.vendor;

import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.vendor.Budget.Entry.Denied;
import dev.nautilus.hub.vendor.Line.Ticket;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What we may ask of one source, and whose turn it is: an even pace, quotas for a day and a month,
/// silence when the vendor asked for it, one call at a time, requests before polling, and guesses
/// only out of what nobody else needs.
///
/// **Threads** Safe for many; [#enter] waits and is meant for virtual threads. **Errors** A refusal
/// is a value that says when to come back.
public final class Budget {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Source source;
  private final LongSupplier ticker;
  private final Pace pace;
  private final Allowances allowances;
  private final Line line = new Line();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean busy;
  private volatile Lease lease = Lease.forever();
  private volatile Runnable hangUp = () -> {};

  /// What became of an attempt to make a call.
  sealed interface Entry {
    /// The call may be made now; [Budget#leave] must follow.
    record Granted() implements Entry {}

    /// It may not.
    ///
    /// @param retryAfter when another attempt makes sense
    record Denied(String detail, Duration retryAfter) implements Entry {}
  }

  private static final Entry GRANTED = new Entry.Granted();

  /// @param ticker monotonic nanoseconds
  Budget(Source source, VendorsProperties.Limits limits, InstantSource clock, LongSupplier ticker) {
    this.source = source;
    this.ticker = ticker;
    this.pace = new Pace(limits, ticker);
    this.allowances = new Allowances(source, limits, clock);
  }

  /// Waits for the turn to make one call.
  ///
  /// @param patience longest wait
  Entry enter(Errand errand, Duration patience) {
    long deadline = ticker.getAsLong() + patience.toNanos();
    Entry entry;
    lock.lock();
    try {
      entry = errand.urgency() == Urgency.PREFETCH ? guess() : queue(errand, patience, deadline);
      if (entry.equals(GRANTED)) {
        errand.begin();
      }
    } finally {
      lock.unlock();
    }
    if (entry.equals(GRANTED)) {
      save();
    }
    return entry;
  }

  /// Waits for one more call of somebody who has the turn, after a redirect.
  void again() throws InterruptedException {
    lock.lock();
    try {
      for (long wait = pace.untilFreeNanos(); wait > 0; wait = pace.untilFreeNanos()) {
        var _ = changed.awaitNanos(wait);
      }
      take();
    } finally {
      lock.unlock();
    }
    save();
  }

  /// The call is over.
  void leave() {
    lock.lock();
    try {
      busy = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Entry guess() {
    Denied no = allowances.objection(Urgency.PREFETCH);
    if (no != null) {
      return no;
    }
    if (busy || line.size() > 0 || !pace.isSpare()) {
      return new Denied("nothing to spare for a guess at " + source, SOON);
    }
    take();
    return GRANTED;
  }

  private Entry queue(Errand errand, Duration patience, long deadline) {
    Duration expected = pace.expectedWait(line.ahead(errand.urgency()));
    if (expected.compareTo(patience) > 0) {
      Denied no = allowances.objection(errand.urgency());
      return no == null ? tooMany(expected) : no;
    }
    Ticket ticket = line.join(errand);
    try {
      return awaitTurn(ticket, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Denied("the hub is stopping", SOON);
    } finally {
      line.leave(ticket);
      changed.signalAll();
    }
  }

  private Entry awaitTurn(Ticket ticket, long deadline) throws InterruptedException {
    boolean wasNext = false;
    while (true) {
      Denied no = allowances.objection(ticket.errand().urgency());
      if (no != null) {
        return no;
      }
      boolean next = !busy && ticket.equals(line.head());
      long wait = next ? pace.untilFreeNanos() : Long.MAX_VALUE;
      if (wait == 0) {
        take();
        return GRANTED;
      }
      long left = deadline - ticker.getAsLong();
      if (left <= 0) {
        return tooMany(pace.expectedWait(line.ahead(ticket.errand().urgency())));
      }
      if (wasNext && !next) {
        // Whoever was raised above us still sleeps.
        changed.signalAll();
      }
      wasNext = next;
      var _ = changed.awaitNanos(Math.min(wait, left));
    }
  }

  private Entry tooMany(Duration expected) {
    Duration after = expected.compareTo(SOON) < 0 ? SOON : expected;
    return new Denied("too many calls to " + source + " are waiting", after);
  }

  private void take() {
    busy = true;
    pace.take();
    allowances.count();
  }

  /// How long a call would wait if it were made now; empty when it would be refused.
  public Optional<Duration> expectedWait(Urgency urgency) {
    lock.lock();
    try {
      return allowances.objection(urgency) == null
          ? Optional.of(pace.expectedWait(line.ahead(urgency) + (busy ? 1 : 0)))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /// Whether so much of a quota is used that nothing of it should go into vain questions: what is
  /// left is for those who need an answer.
  public boolean isScarce() {
    return allowances.isScarce();
  }

  /// Whether calls are counted over a day or a month, so that each one made is one less later.
  public boolean hasQuota() {
    return allowances.hasQuota();
  }

  /// How much longer the vendor wants to be left alone.
  Optional<Duration> quiet() {
    return allowances.quiet();
  }

  /// Why not even a request may be made now; empty when one may.
  Optional<Denied> objection() {
    return Optional.ofNullable(allowances.objection(Urgency.REQUEST));
  }

  /// The vendor said that we are limited.
  ///
  /// @param stated for how long, null when it did not say
  /// @return how long we are silent
  Duration penalize(@Nullable Duration stated) {
    return allowances.penalize(stated);
  }

  /// The vendor answered normally.
  void forgive() {
    allowances.forgive();
  }

  /// Lets calls be made only while this lease is held.
  public void obey(Lease shared) {
    lease = shared;
    shared.whenOver(() -> hangUp.run());
  }

  /// Under which calls are made.
  public Lease lease() {
    return lease;
  }

  /// @param action what closes the connections when the lease is over
  void whenOver(Runnable action) {
    hangUp = action;
  }

  /// Says that a book will come: until then nothing that has a quota is asked.
  public void expectBook() {
    allowances.expectBook();
  }

  /// Reads what was counted before and writes down from now on; throws when the book cannot be
  /// read.
  public void keepIn(QuotaBook readable) {
    allowances.keepIn(readable);
  }

  /// Writes down what is not yet; what cannot be is tried again later.
  public void save() {
    allowances.save();
  }

  /// How it is, for a page.
  public BudgetReport report() {
    lock.lock();
    try {
      return new BudgetReport(
          pace.toString(),
          line.size(),
          allowances.quiet().map(Duration::toMillis).orElse(0L),
          allowances.used());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return pace.toString();
  }
}
