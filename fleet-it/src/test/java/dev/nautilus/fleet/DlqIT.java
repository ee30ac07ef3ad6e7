package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.message.RiskAlert;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The commands against real Redises, with a message that an engine gave up.
@NautilusBusTest
class DlqIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String QUEUE = "el:risk:0:express/risk";
  private static final String QUEUE_ON_MAIN = "nautilus-express-streams/risk-group";
  private static final BusOptions ONE_ATTEMPT =
      BusClients.OPTIONS.toBuilder().maxAttempts(1).build();

  private final AtomicBoolean mended = new AtomicBoolean();
  private final List<RiskAlert> handled = new CopyOnWriteArrayList<>();

  /// @param text what was printed
  private record Result(ExitCode exitCode, String text) {}

  @Test
  void list_withoutLetters_saysSo(BusServers servers) {
    Result result = dlq(servers, "dlq list");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.text()).contains("No dead letters.");
  }

  @Test
  void letter_fromListToReplay_isSeenReadAndHandledAtLast(BusServers servers, BusClients clients) {
    giveUpOne(clients);

    assertThat(dlq(servers, "dlq list").text()).containsPattern(QUEUE + " +1");
    String line = dlq(servers, "dlq list " + QUEUE).text();
    assertThat(line).contains("FAILED", "risk_alert", "IllegalStateException: no such limit");
    String letter = line.split(" ", -1)[0];
    assertThat(dlq(servers, "dlq show " + letter).text())
        .contains("\"VAR_BREACH\"", "no such limit", "attempts      1");
    mended.set(true);
    assertThat(dlq(servers, "dlq replay " + letter))
        .isEqualTo(new Result(ExitCode.OK, "Handed to risk again: 1\n"));

    await().atMost(PATIENCE).until(() -> handled.size() == 1);
    assertThat(dlq(servers, "dlq show " + letter).exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(dlq(servers, "dlq replay " + letter).exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void purge_wholeQueue_leavesNothing(BusServers servers, BusClients clients) {
    giveUpOne(clients);

    assertThat(dlq(servers, "dlq purge " + QUEUE + " --all").text()).isEqualTo("Thrown away: 1\n");
    assertThat(dlq(servers, "dlq list").text()).contains("No dead letters.");
    assertThat(dlq(servers, "dlq purge " + QUEUE + " --all").exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void letter_ofAnEngineOnMainRedis_isListedReplayedAndPurgedLikeTheOthers(
      BusServers servers, BusClients clients) {
    giveUpOneOnMain(servers, clients);

    assertThat(dlq(servers, "dlq list").text()).containsPattern(QUEUE_ON_MAIN + " +1\\n");
    String letter = dlq(servers, "dlq list " + QUEUE_ON_MAIN).text().split(" ", -1)[0];
    assertThat(dlq(servers, "dlq show " + letter).text())
        .contains("\"VAR_BREACH\"", "no such limit");
    mended.set(true);
    assertThat(dlq(servers, "dlq replay " + letter))
        .isEqualTo(new Result(ExitCode.OK, "Handed to risk-group again: 1\n"));
    await().atMost(PATIENCE).until(() -> handled.size() == 1);
    assertThat(dlq(servers, "dlq list").text()).contains("No dead letters.");
    assertThat(dlq(servers, "dlq purge " + QUEUE_ON_MAIN + " --all").exitCode())
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void command_withoutARedis_failsWithItsAddress() {
    BusAddress nobody = new BusAddress("127.0.0.1", 1, null, null, false);
    Dlq dlq = new Dlq(role -> nobody, new PrintStream(new ByteArrayOutputStream(), true));
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> dlq.run(request("dlq list")))
        .withMessageContaining("127.0.0.1:1");
  }

  private void giveUpOne(BusClients clients) {
    DualBusClient risk =
        clients.client(clients.builder(EngineType.RISK, "risk-1").options(ONE_ATTEMPT));
    giveUpOne(risk, risk);
  }

  /// On main Redis urgent messages of all engines share a stream.
  private void giveUpOneOnMain(BusServers servers, BusClients clients) {
    DualBusClient risk = clients.client(onMain(servers, clients, EngineType.RISK, "risk-1"));
    DualBusClient vpin = clients.client(onMain(servers, clients, EngineType.VPIN, "vpin-1"));
    giveUpOne(risk, vpin);
  }

  private static DualBusClientBuilder onMain(
      BusServers servers, BusClients clients, EngineType engine, String instance) {
    return clients
        .builder(engine, instance)
        .options(ONE_ATTEMPT)
        .main(servers.main().url())
        .mode(EngineMode.LEGACY)
        .legacySources(List.of(EngineType.VPIN));
  }

  private void giveUpOne(DualBusClient hearing, DualBusClient saying) {
    hearing.subscribe(
        MessageType.RISK_ALERT,
        message -> {
          if (!mended.get()) {
            throw new IllegalStateException("no such limit");
          }
          handled.add(message.payload());
        });
    assertThat(saying.publish(MessageType.RISK_ALERT, new RiskAlert("VAR_BREACH", 0.95)))
        .succeedsWithin(PATIENCE);
    await().atMost(PATIENCE).until(() -> hearing.statistics(Bus.ENGINE_LOGIC).deadLettered() == 1);
  }

  private static Result dlq(BusServers servers, String command) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Dlq dlq =
        new Dlq(
            role ->
                BusAddress.of(
                    switch (role) {
                      case MAIN -> servers.main().url();
                      case MARKET_DATA -> servers.marketData().url();
                      case ENGINE_LOGIC -> servers.engineLogic().url();
                    },
                    6379),
            new PrintStream(text, true, StandardCharsets.UTF_8));
    ExitCode exitCode = dlq.run(request(command));
    return new Result(exitCode, text.toString(StandardCharsets.UTF_8));
  }

  private static DlqRequest request(String command) {
    return DlqRequest.of(CommandLine.of(List.of(command.split(" ")), Set.of(), Set.of("all")));
  }
}
