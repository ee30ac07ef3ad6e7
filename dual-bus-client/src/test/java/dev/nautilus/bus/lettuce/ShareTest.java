package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Family;
import org.junit.jupiter.api.Test;

class ShareTest {
  private final Share share = Groups.share(Family.RISK, 0);
  private final long now = System.nanoTime();

  @Test
  void isOurs_lessThanTheLeaseAfterTheRenewal_thenNoMore() {
    assertThat(share.isOurs(now)).isFalse();
    share.state(Share.State.HELD);
    share.renewed(now);
    assertThat(share.isOurs(now + Groups.LEASE * 8 / 10)).isTrue();
    assertThat(share.isOurs(now + Groups.LEASE * 9 / 10)).isFalse();
    assertThat(share.readableNanos(now + Groups.LEASE / 2)).isLessThan(Groups.LEASE / 2);
  }

  @Test
  void mayHandOut_leaseRanOut_handsOutNothingAndOwesTheRest() {
    share.state(Share.State.HELD);
    share.renewed(now - Groups.LEASE);
    assertThat(share.mayHandOut()).isFalse();
    assertThat(share.isOwed()).isTrue();
  }

  @Test
  void mayHandOut_leaseHolds_goesOn() {
    share.state(Share.State.HELD);
    share.renewed(System.nanoTime());
    for (int i = 0; i < 1000; i++) {
      assertThat(share.mayHandOut()).isTrue();
    }
    assertThat(share.isOwed()).isFalse();
  }

  @Test
  void mayHandOut_renewedWhileOneIsHeldBack_holdsBackThoseBehindItUntilItIsPaid() {
    share.state(Share.State.HELD);
    share.renewed(now - Groups.LEASE);
    assertThat(share.mayHandOut()).isFalse();

    share.renewed(System.nanoTime());
    assertThat(share.mayHandOut()).isFalse();

    share.paying();
    assertThat(share.mayHandOut()).isTrue();
  }

  @Test
  void isReadable_onlyWhatWasEnteredAndIsOwedNothing() {
    share.state(Share.State.HELD);
    share.renewed(now);
    assertThat(share.isReadable(now)).isFalse();
    assertThat(share.wantsCare(now)).isTrue();

    share.entered(true);
    assertThat(share.isReadable(now)).isTrue();
    assertThat(share.wantsCare(now)).isFalse();

    share.owe();
    assertThat(share.isReadable(now)).isFalse();
    assertThat(share.wantsCare(now)).isTrue();

    share.paying();
    share.state(Share.State.YIELDING);
    assertThat(share.isReadable(now)).isFalse();
    assertThat(share.isOurs(now)).isTrue();
  }
}
