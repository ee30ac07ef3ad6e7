package dev.nautilus.hub.standby;

import dev.nautilus.hub.lead.Lease;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lock on Redis, with its time measured here: from before Redis was asked, so that the lease
/// is over in this process before Redis forgets the lock.
///
/// A leader that gets the lock after its lease was over is told that it did not: in between another
/// may have led, under a higher term.
///
/// **Threads** The election's own.
final class LeasedLock implements Lock {
  private static final Logger log = LoggerFactory.getLogger(LeasedLock.class);

  private final Lock lock;
  private final Lease lease;
  private final LongSupplier ticker;
  private final long heldNanos;
  private volatile long end;

  /// @param held how long the lock may be relied on
  LeasedLock(Lock lock, Lease lease, LongSupplier ticker, Duration held) {
    this.lock = lock;
    this.lease = lease;
    this.ticker = ticker;
    this.heldNanos = held.toNanos();
  }

  /// When what was got last is over, in the ticker's nanoseconds.
  long end() {
    return end;
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    long asked = ticker.getAsLong();
    boolean leading = lease.isLeading();
    boolean got = lock.tryLock(time, unit);
    if (!got) {
      return false;
    }
    end = asked + heldNanos;
    if (leading && !lease.extend(end)) {
      unlock();
      return false;
    }
    return true;
  }

  @Override
  public boolean tryLock() {
    throw new UnsupportedOperationException("the election waits for the lock with a time limit");
  }

  @Override
  public void lock() {
    throw new UnsupportedOperationException("the election waits for the lock with a time limit");
  }

  @Override
  public void lockInterruptibly() {
    throw new UnsupportedOperationException("the election waits for the lock with a time limit");
  }

  @Override
  public void unlock() {
    try {
      lock.unlock();
    } catch (IllegalStateException | ConcurrentModificationException gone) {
      // Redis has forgotten it, or it is somebody else's by now.
      log.info("The lock was no longer ours: {}", gone.getMessage());
    }
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("a lock on Redis has no conditions");
  }
}
