package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.testkit.RedisCluster;
import dev.nautilus.bus.testkit.RedisNode;
import dev.nautilus.bus.testkit.RedisSentinels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// What the runbooks say to sentinels and to the nodes of a cluster, said to real ones.
@EnabledIf("dev.nautilus.bus.testkit.RedisCluster#isPossible")
class ReplicatedRunbookIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  /// Commands of the page that contain a text; each must be there.
  private static List<String> commands(String part) {
    List<String> commands =
        Runbook.commandsElsewhere().stream().filter(command -> command.contains(part)).toList();
    assertThat(commands).as("commands with %s", part).isNotEmpty();
    return commands;
  }

  private String said(String command) {
    LocalProgram.Said said = LocalProgram.command(folder, List.of("sh", "-c", "exec " + command));
    assertThat(said.code()).as("%s: %s", command, said.said()).isZero();
    assertThat(said.said()).as(command).doesNotContain("ERR ", "NOGOODSLAVE");
    return said.said();
  }

  @Test
  void commands_toACluster_doWhatTheySay() {
    try (RedisCluster redis = RedisCluster.start()) {
      // `create` is what the cluster of this test was made by.
      assertThat(commands("--cluster create")).hasSize(1);
      RedisNode from = redis.ownerOf(0);
      RedisNode to = redis.ownerOf(16_383);
      for (String command : commands("--cluster check")) {
        assertThat(said(command.replace("C1:7000", from.address())))
            .contains("All 16384 slots covered");
      }
      for (String command : commands("CLUSTER KEYSLOT")) {
        assertThat(said(command.replace("7000", String.valueOf(from.port()))))
            .contains(String.valueOf(redis.slot("{el:signals:0}")));
      }
      for (String command : commands("--cluster reshard")) {
        said(
            command
                .replace("C1:7000", from.address())
                .replace("--cluster-from ID", "--cluster-from " + from.ask("CLUSTER", "MYID"))
                .replace("--cluster-to ID", "--cluster-to " + to.ask("CLUSTER", "MYID")));
        assertThat(redis.ownerOf(0).port()).isEqualTo(to.port());
      }
      RedisNode replica =
          redis.nodes().stream().filter(node -> !node.isMaster()).findFirst().orElseThrow();
      for (String command : commands("CLUSTER FAILOVER")) {
        said(command.replace("7003", String.valueOf(replica.port())));
      }
      await().atMost(PATIENCE).until(replica::isMaster);
    }
  }

  @Test
  void commands_toSentinels_doWhatTheySay() {
    try (RedisSentinels redis = RedisSentinels.start(2)) {
      String port = String.valueOf(redis.sentinels().get(0).port());
      String master = String.valueOf(redis.nodes(Bus.ENGINE_LOGIC).get(0).port());
      String replica = String.valueOf(redis.nodes(Bus.ENGINE_LOGIC).get(1).port());
      for (String command : commands("GET-MASTER-ADDR-BY-NAME")) {
        assertThat(said(command.replace("26379", port))).contains(master);
      }
      for (String command : commands("SENTINEL REPLICAS")) {
        assertThat(said(command.replace("26379", port))).contains(replica);
      }
      for (String command : commands("SENTINEL CKQUORUM")) {
        assertThat(said(command.replace("26379", port))).contains("OK 3 usable Sentinels");
      }
      for (String command : commands("SENTINEL FAILOVER")) {
        said(command.replace("26379", port));
      }
      redis.awaitOtherMaster(Bus.ENGINE_LOGIC);
      assertThat(Runbook.commandsElsewhere())
          .as("every command is one of those")
          .allMatch(
              command ->
                  command.contains("--cluster ")
                      || command.contains("CLUSTER ")
                      || command.contains("SENTINEL "));
    }
  }
}
