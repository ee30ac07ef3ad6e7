package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublishersTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final String STREAM = "{el:risk:0}";

  private final Publishers publishers = new Publishers(TimeUnit.MINUTES.toNanos(2));

  @Test
  void quiet_unmovedForAnHourWeHaveWatched_isTold() {
    Map<String, String> sequences = Map.of("a", "5", "b", "7");
    assertThat(publishers.quiet(STREAM, sequences, 0)).isEmpty();
    assertThat(publishers.quiet(STREAM, Map.of("a", "5", "b", "8"), HOUR - 1)).isEmpty();
    assertThat(publishers.quiet(STREAM, Map.of("a", "5", "b", "8"), HOUR))
        .containsExactly(Map.entry("a", "5"));
  }

  @Test
  void quiet_longDeliveryTimeout_isAwaitedTenTimes() {
    Publishers patient = new Publishers(HOUR);
    patient.quiet(STREAM, Map.of("a", "5"), 0);
    assertThat(patient.quiet(STREAM, Map.of("a", "5"), 10 * HOUR - 1)).isEmpty();
    assertThat(patient.quiet(STREAM, Map.of("a", "5"), 10 * HOUR)).containsOnlyKeys("a");
  }

  @Test
  void quiet_afterForgetting_beginsAnew() {
    publishers.quiet(STREAM, Map.of("a", "5"), 0);
    publishers.forget(STREAM);
    assertThat(publishers.quiet(STREAM, Map.of("a", "5"), 2 * HOUR)).isEmpty();
  }

  @Test
  void quiet_sameIncarnationElsewhere_isAnotherOne() {
    publishers.quiet(STREAM, Map.of("a", "5"), 0);
    assertThat(publishers.quiet("{el:orders:0}", Map.of("a", "5"), 2 * HOUR)).isEmpty();
  }
}
