package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// A client in LEGACY mode: the same calls, over main Redis alone.
@NautilusBusTest(appendOnly = true)
class LegacyModeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STRATEGY = "nautilus-strategy-streams";
  private static final RequestType<Numbered, Numbered> QUESTION =
      MessageType.event(Family.ORDERS, "legacy.question", Numbered.class)
          .answeredBy(MessageType.event(Family.ORDERS, "legacy.answer", Numbered.class));

  @Test
  void published_onMain_isTheEntryThatLegacyEnginesKnow(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    Instant before = Instant.now();
    Published published = LegacyStage.publish(strategy, "AAPL", 7);
    Instant after = Instant.now();

    Map<String, String> entry = LegacyStage.entries(servers.main(), STRATEGY).get(0);
    assertThat(entry.keySet())
        .containsExactly(
            "message_type",
            "source_engine",
            "source_instance",
            "payload",
            "priority",
            "timestamp",
            "correlation_id",
            "message_id");
    assertThat(entry)
        .containsEntry("message_type", "legacy.signal")
        .containsEntry("source_engine", "strategy")
        .containsEntry("source_instance", "strategy-1")
        .containsEntry("payload", "{\"key\":\"AAPL\",\"number\":7}")
        .containsEntry("priority", "NORMAL")
        .containsEntry("correlation_id", "")
        .containsEntry("message_id", published.id().toString());
    double sent = Double.parseDouble(entry.getOrDefault("timestamp", ""));
    assertThat(sent)
        .isBetween(before.toEpochMilli() / 1000.0 - 1, after.toEpochMilli() / 1000.0 + 1);
    assertThat(published.outcome()).isEqualTo(Published.Outcome.CONFIRMED);
  }

  @Test
  void legacyToLegacy_arrivesOnceInOrderPerKey_andIsAcknowledged(
      BusServers servers, BusClients clients) throws Exception {
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder = Recorder.on(risk, LegacyStage.SIGNAL);
    for (int i = 0; i < 500; i++) {
      var unused = strategy.publish(LegacyStage.SIGNAL, new Numbered("key-" + i % 3, i));
    }
    var unused = strategy.publish(LegacyStage.SIGNAL, new Numbered("urgent", 500), Priority.URGENT);

    List<Message<Numbered>> arrived = recorder.await(501, PATIENCE);
    assertThat(recorder.duplicates()).isEmpty();
    for (String key : List.of("key-0", "key-1", "key-2")) {
      assertThat(arrived.stream().map(Message::payload).filter(p -> p.key().equals(key)))
          .extracting(Numbered::number)
          .isSorted()
          .doesNotHaveDuplicates();
    }
    assertThat(arrived.get(0).envelope().sender()).isEqualTo(EngineType.STRATEGY);
    assertThat(LegacyStage.entries(servers.main(), "nautilus-express-streams")).hasSize(1);
    await()
        .atMost(PATIENCE)
        .until(() -> LegacyStage.pending(servers.main(), STRATEGY, "risk-group") == 0);
    assertThat(risk.mode()).isEqualTo(EngineMode.LEGACY);
  }

  @Test
  void connections_ofALegacyClient_areToMainAndOneToTheRegistry(
      BusServers servers, BusClients clients) throws Exception {
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-7");
    Recorder<Numbered> recorder = Recorder.on(risk, LegacyStage.SIGNAL);
    LegacyStage.publish(risk, "k", 1);
    recorder.await(1, PATIENCE);

    assertThat(LegacyStage.connections(servers.main(), "risk-7")).isNotEmpty();
    assertThat(LegacyStage.connections(servers.marketData(), "risk-7")).isEmpty();
    assertThat(LegacyStage.connections(servers.engineLogic(), "risk-7")).hasSize(1);
  }

  @Test
  void request_overMain_isAnsweredToTheAskerAlone(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    Recorder<Numbered> others = Recorder.on(risk, QUESTION.reply());
    risk.respond(
        QUESTION,
        request -> {
          if (request.payload().number() < 0) {
            throw new IllegalStateException("below zero");
          }
          return CompletableFuture.completedFuture(
              new Numbered("answer", request.payload().number() + 1));
        });

    Message<Numbered> reply =
        strategy
            .request(QUESTION, new Numbered("q", 41), PATIENCE)
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    assertThat(reply.payload().number()).isEqualTo(42);
    assertThat(reply.envelope().sender()).isEqualTo(EngineType.RISK);
    assertThat(strategy.request(QUESTION, new Numbered("q", -1), PATIENCE).toCompletableFuture())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(InstanceOfAssertFactories.type(BusException.class))
        .satisfies(
            e -> assertThat(e.reason()).isEqualTo(BusException.Reason.REPLY_FAILED),
            e -> assertThat(e).hasMessageContaining("below zero"));
    assertThat(others.messages()).isEmpty();
    assertThat(LegacyStage.entries(servers.main(), "nautilus-express-streams")).hasSize(4);
  }

  @Test
  void foreignEntry_withFewFields_isHandedOverTyped(BusServers servers, BusClients clients) {
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder = Recorder.on(risk, LegacyStage.SIGNAL);
    String id =
        LegacyStage.write(
            servers.main(),
            STRATEGY,
            "message_type",
            "LEGACY.SIGNAL",
            "source_engine",
            "STRATEGY",
            "payload",
            "{\"number\": 3, \"key\": \"MSFT\", \"more\": [1, 2]}",
            "priority",
            "high",
            "timestamp",
            "1700000000.25",
            "extra",
            "ignored");

    Message<Numbered> message = recorder.await(1, PATIENCE).get(0);
    assertThat(message.payload()).isEqualTo(new Numbered("MSFT", 3));
    assertThat(message.envelope().sender()).isEqualTo(EngineType.STRATEGY);
    assertThat(message.envelope().priority()).isEqualTo(Priority.HIGH);
    assertThat(message.envelope().sentAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20.25Z"));
    assertThat(message.envelope().key()).isEqualTo("MSFT");
    assertThat(message.envelope().origin()).isEqualTo(STRATEGY + " " + id);
  }

  @Test
  void pendingList_isReadBeforeWhatIsNew(BusServers servers, BusClients clients) throws Exception {
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    servers.main().command("XGROUP", "CREATE", STRATEGY, "risk-group", "0", "MKSTREAM");
    LegacyStage.publish(strategy, "k", 0);
    LegacyStage.publish(strategy, "k", 1);
    // A predecessor took them and died.
    servers
        .main()
        .command(
            "XREADGROUP", "GROUP", "risk-group", "gone", "COUNT", "2", "STREAMS", STRATEGY, ">");
    LegacyStage.publish(strategy, "k", 2);

    Recorder<Numbered> recorder =
        Recorder.on(
            LegacyStage.client(servers, clients, EngineType.RISK, "risk-1"), LegacyStage.SIGNAL);

    List<Message<Numbered>> arrived = recorder.await(3, PATIENCE);
    assertThat(arrived).extracting(each -> each.payload().number()).containsExactly(0, 1, 2);
    assertThat(arrived)
        .extracting(each -> each.envelope().redelivered())
        .containsExactly(true, true, false);
  }

  @Test
  void mainKilledUnderTraffic_losesNothingConfirmedAndDoublesNothing(
      BusServers servers, BusClients clients) {
    Recorder<Numbered> recorder =
        Recorder.on(
            LegacyStage.client(servers, clients, EngineType.RISK, "risk-1"), LegacyStage.SIGNAL);
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    try (Flow flow = new Flow(strategy, LegacyStage.SIGNAL)) {
      flow.awaitMore(100);
      servers.main().kill();
      servers.main().restart();
      flow.awaitMore(100);
      flow.stop();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  recorder.payloads().stream()
                      .map(Numbered::number)
                      .toList()
                      .containsAll(flow.confirmed()));
    }
    assertThat(recorder.duplicates()).isEmpty();
    assertThat(recorder.payloads().stream().filter(p -> p.key().equals("key-1")))
        .extracting(Numbered::number)
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
