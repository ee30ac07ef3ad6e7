package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Linger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LingerControlTest {
  private static final long IDLE_TRIP = 100_000;

  private long now;

  private LingerControl adaptive() {
    return new LingerControl(Linger.adaptive(), now);
  }

  /// So many messages a second for so many looks, each confirmed after this long.
  private void load(LingerControl control, int perSecond, int looks, long tripNanos) {
    for (int i = 0; i < looks; i++) {
      now += LingerControl.EVERY;
      control.sent(perSecond / 10);
      control.confirmedAfter(tripNanos);
      control.update(now);
    }
  }

  @Test
  void fixed_isAlwaysSoLong() {
    LingerControl control = new LingerControl(Linger.of(Duration.ofNanos(250_000)), now);
    load(control, 100_000, 20, IDLE_TRIP);

    assertThat(control.nanos()).isEqualTo(250_000);
  }

  @Test
  void adaptive_idle_doesNotWait() {
    assertThat(adaptive().nanos()).isZero();
  }

  @Test
  void adaptive_below5000AndAnsweredPromptly_doesNotWait() {
    LingerControl control = adaptive();
    load(control, 4_000, 30, IDLE_TRIP);

    assertThat(control.nanos()).isZero();
  }

  @Test
  void adaptive_loaded_waitsFor48Messages() {
    LingerControl control = adaptive();
    load(control, 100_000, 60, IDLE_TRIP);

    assertThat(control.nanos()).isBetween(479_000L, 481_000L);
  }

  @Test
  void adaptive_moderate_waitsAtMostAMillisecond() {
    LingerControl control = adaptive();
    load(control, 6_000, 60, IDLE_TRIP);

    assertThat(control.nanos()).isEqualTo(LingerControl.LONGEST);
  }

  @Test
  void adaptive_quietButTheServerIsThreeTimesSlower_waits() {
    LingerControl control = adaptive();
    load(control, 2_000, 20, IDLE_TRIP);
    load(control, 2_000, 20, 4 * IDLE_TRIP);

    assertThat(control.nanos()).isEqualTo(LingerControl.LONGEST);
  }

  @Test
  void adaptive_loadedThenQuiet_stopsWaiting() {
    LingerControl control = adaptive();
    load(control, 100_000, 60, IDLE_TRIP);
    load(control, 100, 60, IDLE_TRIP);

    assertThat(control.nanos()).isZero();
  }

  @Test
  void adaptive_changesAtMostEveryTenthOfASecond() {
    LingerControl control = adaptive();
    control.sent(1_000_000);
    control.update(now + LingerControl.EVERY - 1);

    assertThat(control.nanos()).isZero();
  }
}
