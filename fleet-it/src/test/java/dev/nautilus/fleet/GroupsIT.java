package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The commands against real Redises, with a group that has been handed one of three entries.
@NautilusBusTest
class GroupsIT {
  private static final String STREAM = "{el:risk:0}";

  /// @param text what was printed
  private record Result(ExitCode exitCode, String text) {}

  private static void readOne(RedisServer redis) {
    for (int i = 1; i <= 3; i++) {
      redis.command("XADD", STREAM, i + "-0", "f", "x");
    }
    redis.command("XGROUP", "CREATE", STREAM, "ml", "0");
    redis.command("XREADGROUP", "GROUP", "ml", "c", "COUNT", "1", "STREAMS", STREAM, ">");
  }

  @Test
  void list_groupThatIsBehind_saysHowFar(BusServers servers) {
    readOne(servers.engineLogic());
    servers.marketData().command("XGROUP", "CREATE", "{md:requests:0}", "hub", "$", "MKSTREAM");

    Result result = groups(servers, "groups list");

    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.text()).containsPattern("md:requests:0 +hub +0 +0 +\\S+ +- +yes");
    assertThat(result.text()).containsPattern("el:risk:0 +ml +1 +1 +\\S+ +\\d+ s +yes");
  }

  @Test
  void list_groupThatWasAbsentTooLong_saysThatItHoldsNothing(BusServers servers) {
    readOne(servers.engineLogic());
    servers.engineLogic().command("HSET", "el:absent", STREAM + " ml", "expired");

    assertThat(groups(servers, "groups list").text()).contains("no, absent too long");
  }

  @Test
  void drop_groupThatRuns_isRefusedUnlessForced(BusServers servers) {
    RedisServer redis = servers.engineLogic();
    readOne(redis);
    redis.command("XADD", STREAM + ":retry:ml", "*", "f", "x");
    redis.command("XADD", STREAM + ":dlq:ml", "*", "f", "x");

    Result refused = groups(servers, "groups drop ml");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.text()).contains("ml on el:risk:0 was heard of", "1 entries not", "--force");
    assertThat(groups(servers, "groups list").text()).contains(" ml ");

    Result dropped = groups(servers, "groups drop ml el:risk:0 --force");
    assertThat(dropped.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(dropped.text()).contains("Dropped ml on el:risk:0; it gave up 1 entries not");
    assertThat(groups(servers, "groups list").text()).doesNotContain(" ml ");
    assertThat(redis.command("EXISTS", STREAM + ":retry:ml")).isEqualTo(0L);
    assertThat(redis.command("EXISTS", STREAM + ":dlq:ml")).isEqualTo(1L);
  }

  @Test
  void drop_groupThatNobodyRuns_needsNoForce(BusServers servers) {
    servers.engineLogic().command("XGROUP", "CREATE", STREAM, "ml", "0", "MKSTREAM");

    assertThat(groups(servers, "groups drop ml").exitCode()).isEqualTo(ExitCode.OK);
    Result again = groups(servers, "groups drop ml");
    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(again.text()).contains("No such group");
  }

  @Test
  void command_withoutARedis_failsWithItsAddress() {
    BusAddress nobody = new BusAddress("127.0.0.1", 1, null, null, false);
    Groups groups = new Groups(bus -> nobody, new PrintStream(new ByteArrayOutputStream(), true));
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> groups.run(request("groups list")))
        .withMessageContaining("127.0.0.1:1");
  }

  private static Result groups(BusServers servers, String command) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Groups groups =
        new Groups(
            bus ->
                BusAddress.of(
                    bus == Bus.MARKET_DATA
                        ? servers.marketData().url()
                        : servers.engineLogic().url(),
                    6379),
            new PrintStream(text, true, StandardCharsets.UTF_8));
    ExitCode exitCode = groups.run(request(command));
    return new Result(exitCode, text.toString(StandardCharsets.UTF_8));
  }

  private static GroupsRequest request(String command) {
    return GroupsRequest.of(CommandLine.of(List.of(command.split(" ")), Set.of(), Set.of("force")));
  }
}
