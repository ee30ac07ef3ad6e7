package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlowRatesTest {
  private long nanos = TimeUnit.HOURS.toNanos(1);
  private final FlowRates rates = new FlowRates(() -> nanos);

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void rate_atTheFirstLook_isUnknown() {
    assertThat(rates.perSecond("risk", 1000)).isEmpty();
  }

  @Test
  void rate_betweenTwoLooks_isGrowthByTime() {
    rates.perSecond("risk", 1000);
    rates.perSecond("vpin", 5);
    pass(2500);
    assertThat(rates.perSecond("risk", 1100)).hasValue(40);
    assertThat(rates.perSecond("vpin", 5)).hasValue(0);
    pass(1000);
    assertThat(rates.perSecond("risk", 1101)).hasValue(1);
  }

  @Test
  void rate_afterARestart_isUnknownAndThenKnownAgain() {
    rates.perSecond("risk", 1000);
    pass(1000);
    assertThat(rates.perSecond("risk", 3)).isEmpty();
    pass(1000);
    assertThat(rates.perSecond("risk", 10)).hasValue(7);
  }
}
