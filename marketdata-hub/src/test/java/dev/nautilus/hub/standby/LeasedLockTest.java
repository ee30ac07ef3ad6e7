package dev.nautilus.hub.standby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.lead.Lease;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class LeasedLockTest {
  private final AtomicLong now = new AtomicLong();
  private final Lease lease = Lease.shared(now::get);

  /// Redis: it takes its time, and grants.
  private final ReentrantLock redis =
      new ReentrantLock() {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
          now.addAndGet(30);
          return super.tryLock(time, unit);
        }
      };

  private final LeasedLock lock = new LeasedLock(redis, lease, now::get, Duration.ofNanos(100));

  private boolean tried() throws InterruptedException {
    return lock.tryLock(1, TimeUnit.SECONDS);
  }

  @Test
  void granted_isMeasuredFromBeforeRedisWasAsked() throws InterruptedException {
    assertThat(tried()).isTrue();
    assertThat(lock.end()).isEqualTo(100);
  }

  @Test
  void heartbeat_whileTheLeaseLasts_lengthensIt() throws InterruptedException {
    assertThat(tried()).isTrue();
    lease.begin(lock.end());

    assertThat(tried()).isTrue();
    assertThat(lease.left()).isEqualTo(Duration.ofNanos(70));
  }

  @Test
  void heartbeat_afterTheLeaseWasOver_isRefused_andTheLockGivenBack() throws InterruptedException {
    assertThat(tried()).isTrue();
    lease.begin(lock.end());
    now.addAndGet(100);

    assertThat(tried()).isFalse();
    assertThat(redis.getHoldCount()).isEqualTo(1);
    assertThat(lease.isOpen()).isFalse();
  }
}
