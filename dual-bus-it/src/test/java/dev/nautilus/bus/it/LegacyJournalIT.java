package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Journal;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Main Redis read again by an engine that kept its state and lost what came after it.
@NautilusBusTest(appendOnly = true)
class LegacyJournalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STRATEGY = "nautilus-strategy-streams";
  private static final List<MessageType<?>> TYPES = List.of(LegacyStage.SIGNAL);

  private static List<Message<?>> after(Journal journal, Map<String, String> places) {
    List<Message<?>> read = new ArrayList<>();
    journal.read(TYPES, places, read::add);
    return read;
  }

  private static List<Integer> numbers(List<Message<?>> messages) {
    return messages.stream().map(each -> ((Numbered) each.payload()).number()).toList();
  }

  private static void awaitAcknowledged(BusServers servers) {
    await()
        .atMost(PATIENCE)
        .until(() -> LegacyStage.pending(servers.main(), STRATEGY, "risk-group") == 0);
  }

  @Test
  void read_behindAPlace_isWhatTheGroupWasHandedSinceUnderTheSameNumbers(
      BusServers servers, BusClients clients) throws Exception {
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder = Recorder.on(risk, LegacyStage.SIGNAL);
    LegacyStage.publish(strategy, "AAPL", 1);
    recorder.await(1, PATIENCE);
    awaitAcknowledged(servers);
    Map<String, String> places = risk.journal().handled(TYPES);
    LegacyStage.publish(strategy, "AAPL", 2);
    LegacyStage.write(servers.main(), STRATEGY, "message_type", "nobodys", "payload", "{}");
    LegacyStage.write(
        servers.main(),
        STRATEGY,
        "message_type",
        "LEGACY.SIGNAL",
        "source_engine",
        "strategy",
        "payload",
        "{\"key\":\"MSFT\",\"number\":3}");
    List<Message<Numbered>> live = recorder.await(3, PATIENCE);
    awaitAcknowledged(servers);

    List<Message<?>> read = after(risk.journal(), places);

    assertThat(numbers(read)).containsExactly(2, 3);
    assertThat(read.stream().map(each -> each.envelope().id()))
        .containsExactly(live.get(1).envelope().id(), live.get(2).envelope().id());
    assertThat(read.stream().map(each -> each.envelope().key())).containsExactly("AAPL", "MSFT");
    assertThat(risk.journal().reaches(TYPES, places)).isTrue();
    assertThat(after(risk.journal(), risk.journal().handled(TYPES))).isEmpty();
  }

  @Test
  void read_ofWhatTheGroupWillBeHanded_isLeftToIt(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    DualBusClient first = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder.on(first, LegacyStage.SIGNAL).await(0, PATIENCE);
    Map<String, String> places = first.journal().handled(TYPES);
    first.close();
    LegacyStage.publish(strategy, "AAPL", 1);

    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    assertThat(after(risk.journal(), places)).isEmpty();

    assertThat(Recorder.on(risk, LegacyStage.SIGNAL).await(1, PATIENCE)).hasSize(1);
    assertThat(numbers(after(risk.journal(), places))).containsExactly(1);
  }

  @Test
  void reaches_whatWasTrimmed_isToldAsAGap(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder = Recorder.on(risk, LegacyStage.SIGNAL);
    LegacyStage.publish(strategy, "AAPL", 1);
    recorder.await(1, PATIENCE);
    awaitAcknowledged(servers);
    Map<String, String> places = risk.journal().handled(TYPES);
    for (int i = 2; i < 5; i++) {
      LegacyStage.publish(strategy, "AAPL", i);
    }
    recorder.await(4, PATIENCE);
    servers.main().command("XTRIM", STRATEGY, "MAXLEN", "1");

    assertThat(risk.journal().reaches(TYPES, places)).isFalse();
    assertThat(risk.journal().reaches(TYPES, Map.of("{el:signals:0}", "1-1"))).isFalse();
  }
}
