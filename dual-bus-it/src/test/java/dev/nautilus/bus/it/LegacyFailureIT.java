package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What becomes of entries of main Redis that cannot be read, or whose handler fails.
@NautilusBusTest(appendOnly = true)
class LegacyFailureIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STRATEGY = "nautilus-strategy-streams";

  private static void signal(BusServers servers, String payload) {
    LegacyStage.write(
        servers.main(),
        STRATEGY,
        "message_type",
        "legacy.signal",
        "source_engine",
        "strategy",
        "payload",
        payload);
  }

  @Test
  void badEntries_becomeDeadLettersThatSayWhy_andHoldUpNothing(
      BusServers servers, BusClients clients) {
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder = Recorder.on(risk, LegacyStage.SIGNAL);
    LegacyStage.write(servers.main(), STRATEGY, "hello", "world");
    signal(servers, "not json");
    signal(servers, "{\"key\":\"k\",\"number\":1}");

    assertThat(recorder.await(1, PATIENCE).get(0).payload()).isEqualTo(new Numbered("k", 1));
    DeadLetterQueue queue = new DeadLetterQueue(STRATEGY, "risk-group");
    try (DeadLetters letters = DeadLetters.at(BusAddress.of(servers.main().url(), 6379))) {
      await().atMost(PATIENCE).until(() -> letters.queues().getOrDefault(queue, 0L) == 2);
      List<DeadLetter> both = letters.list(queue, "0-0", 10);
      assertThat(both)
          .extracting(DeadLetter::reason)
          .containsExactlyInAnyOrder(DeadLetter.Reason.CORRUPT, DeadLetter.Reason.UNREADABLE);
      DeadLetter corrupt =
          both.stream()
              .filter(each -> each.reason() == DeadLetter.Reason.CORRUPT)
              .findFirst()
              .orElseThrow();
      assertThat(corrupt.error()).contains("payload").contains("hello");
      assertThat(new String(corrupt.frame(), StandardCharsets.UTF_8)).isEqualTo("hello=world\n");
    }
    await()
        .atMost(PATIENCE)
        .until(() -> LegacyStage.pending(servers.main(), STRATEGY, "risk-group") == 0);
  }

  @Test
  void failing_isTriedAgainThenADeadLetter_andReplayedToItsGroup(
      BusServers servers, BusClients clients) throws Exception {
    AtomicBoolean mended = new AtomicBoolean();
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder =
        Recorder.on(clients.client(EngineType.ML, "ml-1"), LegacyStage.SIGNAL);
    risk.subscribe(
        LegacyStage.SIGNAL,
        message -> {
          if (!mended.get() && message.payload().number() == 0) {
            throw new IllegalStateException("as the test wants it");
          }
          recorder.handle(message);
        });
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    for (int i = 0; i < 3; i++) {
      LegacyStage.publish(strategy, "same", i);
    }

    // Its key waits for it until it is given up.
    recorder.await(2, PATIENCE);
    assertThat(recorder.payloads()).extracting(Numbered::number).containsExactly(1, 2);
    mended.set(true);
    DeadLetterQueue queue = DeadLetterQueue.parse(STRATEGY + "/risk-group");
    try (DeadLetters letters = DeadLetters.at(BusAddress.of(servers.main().url(), 6379))) {
      assertThat(letters.replayAll(queue)).isEqualTo(1);
    }
    recorder.await(3, PATIENCE);
    assertThat(recorder.payloads()).extracting(Numbered::number).containsExactly(1, 2, 0);
  }
}
