package dev.nautilus.hub.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.lead.Lease;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;

/// The election of Spring Integration with the lock that has a lease: that it goes on whatever the
/// Redis does. The Redis is a lock in this process.
class ElectionTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final Lease lease = Lease.shared(System::nanoTime, () -> true);
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicInteger granted = new AtomicInteger();
  private final AtomicInteger revoked = new AtomicInteger();

  private final ReentrantLock redis =
      new ReentrantLock() {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
          complain();
          return super.tryLock(time, unit);
        }

        @Override
        public void unlock() {
          super.unlock();
          complain();
        }

        private void complain() {
          if (away.get()) {
            throw new RedisConnectionFailureException("gone");
          }
        }
      };

  private final LeasedLock lock = new LeasedLock(redis, lease, System::nanoTime, LEASE);
  private final LockRegistryLeaderInitiator election = election();

  private LockRegistryLeaderInitiator election() {
    LockRegistry<Lock> one = _ -> lock;
    LockRegistryLeaderInitiator made =
        new LockRegistryLeaderInitiator(
            one,
            new DefaultCandidate() {
              @Override
              public void onGranted(Context context) {
                lease.begin(lock.end());
                granted.incrementAndGet();
              }

              @Override
              public void onRevoked(Context context) {
                lease.end();
                revoked.incrementAndGet();
              }
            });
    made.setHeartBeatMillis(10);
    made.setBusyWaitMillis(10);
    return made;
  }

  @AfterEach
  void stop() throws Exception {
    election.destroy();
  }

  @Test
  void redisAway_nobodyLeads_andLeadsAgainWhenItIsBack() {
    election.start();
    await().atMost(SOON).until(() -> granted.get() == 1);
    away.set(true);
    await().atMost(SOON).until(() -> revoked.get() == 1);
    assertThat(lease.isHeld()).isFalse();

    away.set(false);
    await().atMost(SOON).until(() -> granted.get() == 2 && lease.isHeld());
  }

  @Test
  void leaseNoticedAsOverElsewhere_isRevoked_andElectedAnew() {
    election.start();
    await().atMost(SOON).until(() -> granted.get() == 1);
    lease.end();

    await().atMost(SOON).until(() -> granted.get() == 2 && lease.isHeld());
    assertThat(revoked).hasValue(1);
  }

  @Test
  void stopped_givesTheLockBack_alsoAfterItWasLostOnce() throws Exception {
    election.start();
    await().atMost(SOON).until(() -> granted.get() == 1);
    lease.end();
    await().atMost(SOON).until(() -> granted.get() == 2);

    election.stop();
    await().atMost(SOON).until(() -> !redis.isLocked());
  }
}
