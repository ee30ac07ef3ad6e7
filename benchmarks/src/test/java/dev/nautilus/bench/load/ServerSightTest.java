package dev.nautilus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSightTest {
  @Test
  void calls_areReadPerCommand() {
    String info =
        "# Commandstats\r\n"
            + "cmdstat_publish:calls=42,usec=1,usec_per_call=0.10,rejected_calls=0,failed_calls=0\r\n"
            + "cmdstat_client|list:calls=1,usec=9,usec_per_call=9.00,rejected_calls=0,failed_calls=0\r\n";
    assertThat(ServerSight.calls(info)).isEqualTo(Map.of("publish", 42L, "client|list", 1L));
  }

  @Test
  void statistic_isFoundByItsName() {
    String stats = "total_net_input_bytes:5\r\ntotal_net_output_bytes:70\r\n";
    assertThat(ServerSight.statistic(stats, "total_net_output_bytes")).isEqualTo(70);
    assertThatThrownBy(() -> ServerSight.statistic(stats, "total_reads_processed"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readers_areThoseBlockedInAReadOrSubscribed() {
    String clients =
        """
        id=1 name=a flags=b sub=0 psub=0 ssub=0 cmd=xreadgroup user=default
        id=2 name=a flags=P sub=2 psub=0 ssub=0 cmd=subscribe user=default
        id=3 name=a flags=N sub=0 psub=0 ssub=0 cmd=publish user=default
        id=4 name= flags=N sub=0 psub=0 ssub=0 cmd=client|list user=default
        """;
    assertThat(ServerSight.readers(clients)).isEqualTo(2);
  }

  @Test
  void idle_ownQuestionsAreNobodysWakeUp() {
    IdleOutcome.Server server =
        new IdleOutcome.Server(0.002, 4, Map.of("info", 6L, "evalsha", 60L, "ping", 8L), 0, 34);
    IdleOutcome outcome = new IdleOutcome(2, 10, server, server, 0.001);
    assertThat(outcome.publisherWakeUps(server)).isEqualTo(1);
    assertThat(outcome.readerWakeUps(server)).isEqualTo(0.2);
    assertThat(outcome.addedCpuShare(server)).isEqualTo(0.001);
  }
}
