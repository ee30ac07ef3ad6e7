package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallTrailTest {
  private final CallTrail trail = new CallTrail();

  @Test
  void isNew_oneCallThroughThreeHooks_isOne() {
    assertThat(trail.isNew("a", Hook.SOCKET, 0)).isTrue();
    assertThat(trail.isNew("a", Hook.CHANNEL, 1)).isFalse();
    assertThat(trail.isNew("a", Hook.TLS_NAME, 2)).isFalse();
  }

  @Test
  void isNew_twoCallsIntertwined_areTwo() {
    assertThat(trail.isNew("a", Hook.SOCKET, 0)).isTrue();
    assertThat(trail.isNew("a", Hook.SOCKET, 1)).isTrue();
    assertThat(trail.isNew("a", Hook.CHANNEL, 2)).isFalse();
    assertThat(trail.isNew("a", Hook.CHANNEL, 3)).isFalse();
    assertThat(trail.isNew("a", Hook.CHANNEL, 4)).isTrue();
  }

  @Test
  void isNew_laterHookLongAfter_isAnotherCall() {
    assertThat(trail.isNew("a", Hook.SOCKET, 0)).isTrue();
    assertThat(trail.isNew("a", Hook.CHANNEL, 6_000_000_000L)).isTrue();
  }

  @Test
  void isNew_otherHost_isAnotherCall() {
    assertThat(trail.isNew("a", Hook.SOCKET, 0)).isTrue();
    assertThat(trail.isNew("b", Hook.CHANNEL, 1)).isTrue();
  }
}
