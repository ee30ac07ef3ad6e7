package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.ServerLoad.Sight;
import org.junit.jupiter.api.Test;

class InfoRowTest {
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

  @Test
  void sight_ofInfo_hasEachCounter() {
    assertThat(InfoRow.ofText(INFO).sight(9))
        .isEqualTo(new Sight(4.0, 1000, 3, 7, 1_048_576, 4_194_304, 9));
  }

  @Test
  void sight_ofAServerThatTellsLess_hasZeros() {
    assertThat(InfoRow.ofText("# Stats\r\n").sight(9)).isEqualTo(new Sight(0, 0, 0, 0, 0, 0, 9));
  }
}
