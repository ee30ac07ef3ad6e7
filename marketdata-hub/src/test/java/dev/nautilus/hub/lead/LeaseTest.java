package dev.nautilus.hub.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
  private final AtomicBoolean term = new AtomicBoolean(true);
  private final Lease lease = Lease.shared(now::get, term::get);

  @Test
  void forever_isOpenWithoutBeingTaken() {
    assertThat(Lease.forever().isOpen()).isTrue();
    assertThat(Lease.forever().isShared()).isFalse();
  }

  @Test
  void shared_notTaken_isClosedAndSaysWhoLeads() {
    AtomicInteger refused = new AtomicInteger();
    lease.whenRefused(refused::incrementAndGet);
    lease.leadBy("hub-1 at http://one:8800");

    assertThat(lease.isOpen()).isFalse();
    assertThat(lease.left()).isZero();
    assertThat(lease.refuse()).contains("hub-1 at http://one:8800");
    assertThat(refused).hasValue(1);
  }

  @Test
  void taken_timePasses_isOverAtItsEnd_alsoWhenTheTickerOverflows() {
    lease.begin(now.get() + 100);
    now.addAndGet(99);
    assertThat(lease.isOpen()).isTrue();
    assertThat(lease.left()).isEqualTo(Duration.ofNanos(1));
    now.incrementAndGet();
    assertThat(lease.isOpen()).isFalse();
    assertThat(lease.isLeading()).as("nobody gave it up").isTrue();
  }

  @Test
  void over_extended_staysOver() {
    lease.begin(now.get() + 100);
    assertThat(lease.extend(now.get() + 200)).isTrue();
    now.addAndGet(200);

    assertThat(lease.extend(now.get() + 100)).isFalse();
    assertThat(lease.isOpen()).isFalse();
  }

  @Test
  void ended_tellsOnce() {
    AtomicInteger ends = new AtomicInteger();
    lease.whenOver(ends::incrementAndGet);
    lease.begin(now.get() + 100);
    lease.end();
    lease.end();

    assertThat(ends).hasValue(1);
    assertThat(lease.isOpen()).isFalse();
  }

  @Test
  void taken_withoutATerm_isHeldButNotOpen() {
    term.set(false);
    lease.begin(now.get() + 100);
    assertThat(lease.isHeld()).isTrue();
    assertThat(lease.isOpen()).as("a vendor's answer would have no version").isFalse();
    assertThat(lease.extend(now.get() + 200)).as("it goes on trying").isTrue();

    term.set(true);
    assertThat(lease.isOpen()).isTrue();
  }

  @Test
  void ended_standsByOnlyWhenAllIsForgotten() {
    assertThat(lease.standsBy()).isTrue();
    lease.begin(now.get() + 100);
    assertThat(lease.standsBy()).isFalse();
    lease.end();
    assertThat(lease.standsBy()).as("it still has what it held as a leader").isFalse();

    lease.standBy();
    assertThat(lease.standsBy()).isTrue();
  }

  @Test
  void standBy_ledAgainMeanwhile_isNotTaken() {
    lease.begin(now.get() + 100);
    lease.standBy();

    assertThat(lease.standsBy()).isFalse();
  }
}
