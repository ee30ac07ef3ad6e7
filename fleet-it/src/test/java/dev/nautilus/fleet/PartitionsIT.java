package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command against real Redises.
@NautilusBusTest
class PartitionsIT {
  @TempDir Path folder;

  /// @param text what was printed
  private record Result(ExitCode exitCode, String text) {}

  private static Result partitions(BusServers servers, String... words) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    Partitions partitions =
        new Partitions(
            bus -> address(bus == Bus.MARKET_DATA ? servers.marketData() : servers.engineLogic()),
            out);
    ExitCode code = partitions.run(line(words));
    return new Result(code, text.toString(StandardCharsets.UTF_8));
  }

  private static BusAddress address(RedisServer redis) {
    return new BusAddress(redis.host(), redis.port(), null, null, false);
  }

  private static CommandLine line(String... words) {
    return CommandLine.of(List.of(words), Set.of(), Set.of());
  }

  @Test
  void partitions_ofABusThatIsNew_areSetAndShown(BusServers servers) {
    assertThat(partitions(servers, "partitions").text()).contains("not used yet");

    Result set = partitions(servers, "partitions", "12");

    assertThat(set.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(set.text()).contains("12 partitions").contains("NAUTILUS_BUS_PARTITIONS=12");
    assertThat(servers.engineLogic().command("HGET", "el:meta", "partitions")).isEqualTo("12");
    assertThat(servers.marketData().command("HGET", "md:meta", "partitions")).isEqualTo("12");
  }

  @Test
  void partitions_whileAServiceRuns_areNotChangedAndItIsNamed(
      BusServers servers, BusClients clients) {
    clients.client(EngineType.RISK, "risk-1").subscribe(MessageType.RISK_ALERT, message -> {});

    Result refused = partitions(servers, "partitions", "2");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.text()).contains("Not changed:").contains("nautilus-risk-risk-1");
    assertThat(servers.engineLogic().command("HGET", "el:meta", "partitions")).isEqualTo("1");
  }

  @Test
  void partitions_thatAreNoNumber_areRefused(BusServers servers) {
    for (String wrong : List.of("0", "1025", "many", "-1")) {
      assertThatExceptionOfType(FleetException.class)
          .isThrownBy(() -> partitions(servers, "partitions", wrong))
          .withMessageContaining("1 to 1024");
    }
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> partitions(servers, "partitions", "2", "4"))
        .withMessageContaining("one number");
  }

  @Test
  void environment_withOneOfTwoUrlsOrAWrongOne_isRefused() {
    RunFolder run = new RunFolder(folder);
    Map<String, String> half = Map.of("NAUTILUS_BUS_MARKETDATAURL", "redis://localhost");
    Map<String, String> wrong =
        Map.of(
            "NAUTILUS_BUS_MARKETDATAURL", "redis://localhost",
            "NAUTILUS_BUS_ENGINELOGICURL", "http://localhost");

    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> Partitions.of(run, half::get, System.out))
        .withMessageContaining("NAUTILUS_BUS_ENGINELOGICURL");
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> Partitions.of(run, wrong::get, System.out).run(line("partitions")))
        .withMessageContaining("redis://");
  }
}
