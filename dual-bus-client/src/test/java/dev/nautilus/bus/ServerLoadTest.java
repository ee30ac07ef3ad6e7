package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.ServerLoad.Sight;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerLoadTest {
  private static final String INFO =
      """
      # Clients\r
      connected_clients:7\r
      # Memory\r
      used_memory:1048576\r
      maxmemory:4194304\r
      # Stats\r
      total_commands_processed:1000\r
      total_error_replies:3\r
      # CPU\r
      used_cpu_sys:1.25\r
      used_cpu_user:2.75\r
      """;

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void sight_ofInfo_hasEachCounter() {
    assertThat(Sight.ofInfo(INFO, 9))
        .isEqualTo(new Sight(4.0, 1000, 3, 7, 1_048_576, 4_194_304, 9));
    assertThat(Sight.ofInfo(INFO, 9).withConnections(2).connections()).isEqualTo(2);
  }

  @Test
  void sight_ofAServerThatTellsLess_hasZeros() {
    assertThat(Sight.ofInfo("# Stats\r\n", 9)).isEqualTo(new Sight(0, 0, 0, 0, 0, 0, 9));
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
