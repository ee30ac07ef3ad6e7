package dev.nautilus.hub.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nautilus.hub.lead.Lease;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.RedisConnectionFailureException;

class LeasedLockTest {
  private final AtomicLong now = new AtomicLong();
  private final Lease lease = Lease.shared(now::get, () -> true);
  private final AtomicBoolean elsewhere = new AtomicBoolean();
  private final AtomicBoolean away = new AtomicBoolean();

  /// Redis: it takes its time, and grants unless somebody else has it. Like the real one it gives
  /// its local lock back before it complains.
  private final ReentrantLock redis =
      new ReentrantLock() {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
          now.addAndGet(30);
          return !elsewhere.get() && super.tryLock(time, unit);
        }

        @Override
        public void unlock() {
          boolean last = getHoldCount() == 1;
          super.unlock();
          if (last && away.get()) {
            throw new RedisConnectionFailureException("gone");
          }
          if (last && elsewhere.get()) {
            throw new ConcurrentModificationException("expired");
          }
        }
      };

  private final LeasedLock lock = new LeasedLock(redis, lease, now::get, Duration.ofNanos(100));

  private boolean tried() throws InterruptedException {
    return lock.tryLock(1, TimeUnit.SECONDS);
  }

  private void lead() throws InterruptedException {
    assertThat(tried()).isTrue();
    lease.begin(lock.end());
  }

  @Test
  void granted_isMeasuredFromBeforeRedisWasAsked() throws InterruptedException {
    assertThat(tried()).isTrue();
    assertThat(lock.end()).isEqualTo(100);
  }

  @Test
  void heartbeat_whileTheLeaseLasts_lengthensIt() throws InterruptedException {
    lead();

    assertThat(tried()).isTrue();
    lock.unlock();
    assertThat(lease.left()).isEqualTo(Duration.ofNanos(70));
    assertThat(redis.isHeldByCurrentThread()).as("the election gave back one of two").isTrue();
  }

  @Test
  void heartbeat_afterTheLeaseWasOver_isRefused_andTheLockGivenBack() throws InterruptedException {
    lead();
    now.addAndGet(100);

    assertThat(tried()).isFalse();
    assertThat(redis.isLocked()).as("whoever else is there may lead").isFalse();
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void heartbeat_afterTheLeaseWasGivenUpHere_isRefused_soThatItIsElectedAnew()
      throws InterruptedException {
    lead();
    now.addAndGet(100);
    lease.end();

    assertThat(tried()).as("the election must hear that it was lost").isFalse();
    assertThat(tried()).as("and may get it again").isTrue();
  }

  @Test
  void heartbeat_somebodyElseHasTheLock_holdsNothing_andIsGivenBackWholeLater()
      throws InterruptedException {
    lead();
    elsewhere.set(true);
    assertThat(tried()).isFalse();
    assertThat(redis.isLocked()).isFalse();

    elsewhere.set(false);
    lease.end();
    lead();
    lock.unlock();
    assertThat(redis.isLocked()).as("one unlock is enough").isFalse();
  }

  @Test
  void givenBack_redisIsAway_isNoFailure() throws InterruptedException {
    lead();
    away.set(true);

    assertThatCode(lock::unlock).doesNotThrowAnyException();
    assertThatCode(lock::unlock).as("once more").doesNotThrowAnyException();
  }
}
