package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.ServerLoad.Sight;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerLoadTest {
  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void sight_withOtherConnections_keepsTheRest() {
    assertThat(new Sight(4, 1000, 3, 7, 10, 40, 9).withConnections(2))
        .isEqualTo(new Sight(4, 1000, 3, 2, 10, 40, 9));
  }

  @Test
  void load_betweenTwoLooks_isTheDifferenceByTime() {
    Sight first = new Sight(4, 1000, 3, 7, 10, 40, seconds(100));
    Sight second = new Sight(5, 3000, 4, 8, 20, 40, seconds(104));

    assertThat(ServerLoad.between(first, second))
        .isEqualTo(new ServerLoad(8, 0.25, 500, 4, 20, 40));
  }

  @Test
  void load_ofAServerThatWasStartedAnew_isNeverNegative() {
    Sight first = new Sight(4, 1000, 3, 7, 10, 40, seconds(100));
    Sight second = new Sight(0.1, 5, 0, 1, 1, 40, seconds(104));

    assertThat(ServerLoad.between(first, second)).isEqualTo(new ServerLoad(1, 0, 0, 0, 1, 40));
  }

  @Test
  void text_ofALoad_isForPeople() {
    assertThat(new ServerLoad(8, 0.0022, 512.4, 4, 20, 40).text())
        .isEqualTo("   8 connections,   0.22 % CPU,      512 commands/s, 4 error answers");
  }
}
