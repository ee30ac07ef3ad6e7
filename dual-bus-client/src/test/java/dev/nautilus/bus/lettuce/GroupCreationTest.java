package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.SubscriptionOptions.Start;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GroupCreationTest {
  @Test
  void before_nowAndAll_areTheEndsOfTheStream() {
    assertThat(GroupCreation.before(Start.NOW)).isEqualTo("$");
    assertThat(GroupCreation.before(Start.ALL)).isEqualTo("0");
  }

  @Test
  void before_anInstant_isTheLastIdBeforeIt() {
    assertThat(GroupCreation.before(Start.at(Instant.ofEpochMilli(1_700_000_000_000L))))
        .isEqualTo("1699999999999-18446744073709551615");
    assertThat(GroupCreation.before(Start.at(Instant.EPOCH))).isEqualTo("0");
    assertThat(GroupCreation.before(Start.at(Instant.EPOCH.minusSeconds(9)))).isEqualTo("0");
  }
}
