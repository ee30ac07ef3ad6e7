package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final long BASE = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2);

  private final Pulse<String> pulse = new Pulse<>();

  /// A ticker may wrap around: it does here, after two seconds.
  private static long at(long millis) {
    return BASE + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void take_nothingWritten_isNeverDue() {
    assertThat(pulse.nanosUntilDue(at(0))).isEqualTo(Long.MAX_VALUE);
    assertThat(pulse.take(at(60_000))).isEmpty();
  }

  @Test
  void take_afterAFrame_beatsAfterAQuarterOfASecondAndThenEverySecond() {
    pulse.written("ticks", at(0));
    assertThat(pulse.take(at(249))).isEmpty();
    assertThat(pulse.take(at(250))).containsExactly("ticks");
    assertThat(pulse.take(at(1249))).isEmpty();
    assertThat(pulse.take(at(1250))).containsExactly("ticks");
    assertThat(pulse.take(at(2249))).isEmpty();
    assertThat(pulse.take(at(2250))).containsExactly("ticks");
  }

  @Test
  void take_streamThatIsWrittenAllTheTime_neverBeats() {
    for (int millis = 0; millis < 5000; millis += 100) {
      pulse.written("ticks", at(millis));
      assertThat(pulse.take(at(millis + 99))).isEmpty();
    }
  }

  @Test
  void take_manyIdleStreams_wakesOnceASecondForAllOfThem() {
    pulse.written("ticks", at(0));
    pulse.written("bars", at(130));
    pulse.written("app", at(240));
    int wakes = 0;
    long now = at(1000);
    pulse.take(now);
    while (now - at(11_000) < 0) {
      now += pulse.nanosUntilDue(now);
      assertThat(pulse.take(now)).containsExactlyInAnyOrder("ticks", "bars", "app");
      wakes++;
    }
    assertThat(wakes).isEqualTo(10);
  }

  @Test
  void take_oneBusyAmongIdle_theIdleStillBeatEverySecond() {
    pulse.written("bars", at(0));
    int beats = 0;
    for (int millis = 0; millis < 10_250; millis += 50) {
      pulse.written("ticks", at(millis));
      beats += pulse.take(at(millis)).contains("bars") ? 1 : 0;
    }
    assertThat(beats).isEqualTo(10);
  }
}
