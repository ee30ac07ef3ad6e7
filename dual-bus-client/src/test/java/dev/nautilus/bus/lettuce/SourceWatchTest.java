package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.FrameHeader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SourceWatchTest {
  private static final long BASE = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2);

  private final SourceWatch watch = new SourceWatch(at(0));

  /// A ticker may wrap around: it does here, after two seconds.
  private static long at(long millis) {
    return BASE + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static FrameHeader header(String instance, long incarnation, long first, int count) {
    return new FrameHeader(EngineType.HUB, instance, incarnation, first, count, 1, 0);
  }

  /// Looks every second, as the reader does; returns how often somebody fell silent.
  private int lookFrom(long fromMillis, long toMillis) {
    int fallen = 0;
    for (long millis = fromMillis; millis <= toMillis; millis += 1000) {
      fallen += watch.look(at(millis), true).size();
    }
    return fallen;
  }

  @Test
  void look_threeHeartbeatsMissed_isSilentOnceAndSaysWhatWasLast() {
    watch.heard(header("hub-1", 7, 5, 3), at(0));
    assertThat(lookFrom(1000, 3000)).isZero();
    assertThat(watch.silent()).isEmpty();
    assertThat(watch.nanosUntilLook(at(3000))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));

    assertThat(watch.look(at(3250), true))
        .singleElement()
        .satisfies(
            silence -> {
              assertThat(silence.last().incarnation()).isEqualTo(7);
              assertThat(silence.lastSequence()).isEqualTo(7);
              assertThat(silence.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(3250));
            });
    assertThat(watch.silent()).isEqualTo("hub hub-1");
    assertThat(lookFrom(4000, 20_000)).isZero();
  }

  @Test
  void heard_afterSilence_saysHowLongItWasAndIsWatchedAgain() {
    watch.heard(header("hub-1", 7, 1, 1), at(0));
    assertThat(lookFrom(1000, 9000)).isEqualTo(1);

    assertThat(watch.heard(header("hub-1", 7, 2, 0), at(9500)))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(9500));
    assertThat(watch.silent()).isEmpty();
    assertThat(watch.heard(header("hub-1", 7, 2, 0), at(9600))).isZero();
    assertThat(lookFrom(10_000, 14_000)).isEqualTo(1);
  }

  @Test
  void heard_successorUnderTheSameName_endsTheSilence() {
    watch.heard(header("hub-1", 7, 1, 1), at(0));
    lookFrom(1000, 5000);

    assertThat(watch.heard(header("hub-1", 8, 1, 1), at(5500))).isPositive();
    assertThat(watch.silent()).isEmpty();
  }

  @Test
  void heard_anotherInstance_doesNotEndTheSilence() {
    watch.heard(header("hub-1", 7, 1, 1), at(0));
    watch.heard(header("hub-2", 8, 1, 1), at(0));
    lookFrom(1000, 5000);

    assertThat(watch.heard(header("hub-2", 8, 1, 1), at(5500))).isPositive();
    assertThat(watch.silent()).isEqualTo("hub hub-1");
  }

  @Test
  void left_publisherThatClosed_isNeverSilent() {
    watch.heard(header("hub-1", 7, 1, 1), at(0));
    watch.left(header("hub-1", 7, 2, 0));

    assertThat(lookFrom(1000, 20_000)).isZero();
  }

  @Test
  void left_predecessorOfOneThatRuns_changesNothing() {
    watch.heard(header("hub-1", 8, 1, 1), at(0));
    watch.left(header("hub-1", 7, 2, 0));

    assertThat(lookFrom(1000, 5000)).isEqualTo(1);
  }

  @Test
  void look_afterAPauseOfOurOwn_waitsForWhatCameMeanwhile() {
    watch.heard(header("hub-1", 7, 1, 1), at(0));
    watch.look(at(1000), true);

    assertThat(watch.look(at(60_000), true)).isEmpty();
    assertThat(lookFrom(60_500, 63_500)).isEqualTo(1);
  }

  @Test
  void look_withoutAConnection_isNotAPauseOfOurOwn() {
    watch.heard(header("hub-1", 7, 1, 1), at(0));

    assertThat(watch.look(at(10_000), false)).hasSize(1);
  }

  @Test
  void look_silentForAnHour_isForgotten() {
    watch.heard(header("hub-1", 7, 1, 1), at(0));
    lookFrom(1000, 5000);
    assertThat(watch.silent()).isNotEmpty();

    lookFrom(6000, TimeUnit.HOURS.toMillis(1) + 10_000);
    assertThat(watch.silent()).isEmpty();
  }
}
