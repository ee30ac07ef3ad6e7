package dev.nautilus.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EfficiencyTest {
  private final ManualTime time = new ManualTime();
  private final Efficiency efficiency = new Efficiency(time);

  @Test
  void counts_withoutTraffic_areZero() {
    assertThat(efficiency.counts()).isEqualTo(new Efficiency.Counts(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void counts_addUpKnownTraffic() {
    efficiency.request(Outcome.SERVED, 10);
    efficiency.request(Outcome.STALE, 30);
    efficiency.request(Outcome.CALLED, 1000);
    efficiency.request(Outcome.REFUSED, 5000);
    efficiency.vendorCall(900);

    assertThat(efficiency.counts()).isEqualTo(new Efficiency.Counts(2, 1, 1, 1, 1, 40, 900));
    assertThat(efficiency.counts().answered()).isEqualTo(3);
  }

  @Test
  void counts_slideOverSixtySeconds() {
    efficiency.request(Outcome.SERVED, 10);
    time.advance(Duration.ofSeconds(30));
    efficiency.request(Outcome.SERVED, 10);
    time.advance(Duration.ofSeconds(29));
    assertThat(efficiency.counts().served()).isEqualTo(2);
    time.advance(Duration.ofSeconds(1));
    assertThat(efficiency.counts().served()).isEqualTo(1);
    time.advance(Duration.ofSeconds(30));
    assertThat(efficiency.counts().served()).isZero();
  }

  @Test
  void counts_afterALongPause_doNotShowTheOldTraffic() {
    for (int second = 0; second < 60; second++) {
      efficiency.request(Outcome.CALLED, 1);
      time.advance(Duration.ofSeconds(1));
    }
    time.advance(Duration.ofHours(1));
    efficiency.request(Outcome.SERVED, 1);

    assertThat(efficiency.counts().called()).isZero();
    assertThat(efficiency.counts().served()).isEqualTo(1);
  }
}
