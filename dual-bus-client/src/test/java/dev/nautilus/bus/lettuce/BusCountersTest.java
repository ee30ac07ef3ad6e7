package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.EngineType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusCountersTest {
  private final BusCounters counters =
      new BusCounters(new SimpleMeterRegistry(), Server.ENGINE_LOGIC, EngineType.RISK);

  @Test
  void takeLost_entriesOfTwoStreams_tellsEachOnce() {
    counters.lost("{el:risk:0}", 1);
    counters.lost("{el:risk:0}", 1);
    counters.lost("{el:orders:0}", 1);

    assertThat(counters.takeLost())
        .containsExactlyInAnyOrderEntriesOf(Map.of("{el:risk:0}", 2L, "{el:orders:0}", 1L));
    assertThat(counters.takeLost()).isEmpty();
    assertThat(counters.statistics().gaps()).isEqualTo(3);
  }
}
