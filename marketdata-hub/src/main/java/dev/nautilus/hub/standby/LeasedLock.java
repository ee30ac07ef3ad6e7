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
/// may have led, under a higher term. Whoever is told so holds nothing any more, neither here nor
/// on Redis, and is elected anew or not at all.
///
/// **Threads** The election's own. **Errors** Giving back never fails: the election would end for
/// good. What Redis could not be told it forgets by itself.
final class LeasedLock implements Lock {
  private static final Logger log = LoggerFactory.getLogger(LeasedLock.class);

  private final Lock lock;
  private final Lease lease;
  private final LongSupplier ticker;
  private final long heldNanos;
  private volatile long end;

  /// How often the lock was got and not given back.
  private int holds;

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
    boolean again = holds > 0;
    boolean got = lock.tryLock(time, unit);
    if (got) {
      holds++;
      end = asked + heldNanos;
    }
    if (again && !(got && lease.extend(end))) {
      while (holds > 0) {
        unlock();
      }
      return false;
    }
    return got;
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
    if (holds == 0) {
      return;
    }
    holds--;
    try {
      lock.unlock();
    } catch (ConcurrentModificationException gone) {
      log.info("The lock was no longer ours: {}", gone.getMessage());
    } catch (RuntimeException away) {
      log.warn("The lock could not be given back and ends by itself: {}", away.toString());
    }
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("a lock on Redis has no conditions");
  }
}
