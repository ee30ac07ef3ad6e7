package dev.nautilus.hub.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusHealth.Status;
import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.desk.Versions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class TermKeeperTest {
  private final Versions versions = new Versions();
  private final AtomicBoolean redisIsThere = new AtomicBoolean();
  private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

  @BeforeEach
  void start() {
    scheduler.initialize();
  }

  @AfterEach
  void stop() {
    scheduler.shutdown();
  }

  private long raise() {
    if (!redisIsThere.get()) {
      throw new IllegalStateException("away");
    }
    return 12;
  }

  @Test
  void redisAwayAtTheStart_isAskedUntilItIsThere() {
    // Manual time lies in the past, so "in a second" is at once.
    TermKeeper keeper = new TermKeeper(versions, this::raise, scheduler, new ManualTime(), true);
    keeper.start();

    assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
    assertThat(keeper.health().detail()).contains("Engine Logic Redis");
    assertThat(versions.leads()).isFalse();
    redisIsThere.set(true);

    await().until(versions::leads);
    await().untilAsserted(() -> assertThat(keeper.health().status()).isEqualTo(Status.UP));
    assertThat(keeper.health().detail()).contains("12");
  }

  @Test
  void stoppedKeeper_asksNoMore() {
    TermKeeper keeper = new TermKeeper(versions, this::raise, scheduler, new ManualTime(), true);
    keeper.start();
    keeper.stop();
    redisIsThere.set(true);
    keeper.stop();

    assertThat(keeper.isRunning()).isFalse();
    assertThat(keeper.health().status()).isNotEqualTo(Status.UP);
  }

  @Test
  void withoutABus_versionsStartOverAndHealthSaysSo() {
    TermKeeper keeper = new TermKeeper(versions, () -> 0, scheduler, new ManualTime(), false);
    keeper.start();

    assertThat(versions.leads()).isTrue();
    assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
  }
}
