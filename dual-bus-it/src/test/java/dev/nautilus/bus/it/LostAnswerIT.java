package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusException.Reason;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.Published.Outcome;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The network fails after a message was handed on and before its answer is back: the one moment in
/// which a publisher cannot know. What it says about the outcome is held against the stream.
@NautilusBusTest
@SuppressWarnings("NullAway.Init") // set before each test
class LostAnswerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DELIVERY = Duration.ofSeconds(2);
  private static final String STREAM = "{el:signals:0}";
  private static final BusOptions IMPATIENT =
      BusClients.OPTIONS.toBuilder()
          .commandTimeout(Duration.ofMillis(500))
          .connectTimeout(Duration.ofMillis(500))
          .deliveryTimeout(DELIVERY)
          .build();
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "lost.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "lost.pushed", Numbered.class).keyedBy(Numbered::key);

  private CutRelay pulledWay;
  private CutRelay pushedWay;
  private BusClients clients;
  private Recorder<Numbered> seen;

  @BeforeEach
  void connect(BusServers servers, BusClients all) {
    clients = all;
    pulledWay = new CutRelay("127.0.0.1", servers.engineLogic().port());
    pushedWay = new CutRelay("127.0.0.1", servers.marketData().port());
    seen = Recorder.on(all.client(EngineType.RISK, "risk-1"), PULLED);
  }

  @AfterEach
  void disconnect() {
    pulledWay.close();
    pushedWay.close();
  }

  private DualBusClient writer(BusOptions options) {
    return clients.client(
        DualBusClient.builder(EngineType.HUB, "hub-1")
            .marketData(pushedWay.url())
            .engineLogic(pulledWay.url())
            .options(options));
  }

  private static CompletableFuture<Published> publish(
      DualBusClient bus, MessageType<Numbered> type, String key, int number) {
    return bus.publish(type, new Numbered(key, number)).toCompletableFuture();
  }

  private static void assertConfirmed(CompletableFuture<Published> each) {
    assertThat(each)
        .succeedsWithin(PATIENCE)
        .extracting(Published::outcome)
        .isEqualTo(Outcome.CONFIRMED);
  }

  private static void assertFailed(CompletableFuture<Published> each, Reason reason) {
    assertThat(each)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            BusException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  private List<Integer> numbers() {
    return seen.payloads().stream().map(Numbered::number).toList();
  }

  @Test
  void pulled_answersLost_eachMessageStandsInTheStreamOnce(BusServers servers) {
    DualBusClient writer = writer(BusClients.OPTIONS);
    for (int number = 0; number < 10; number++) {
      String key = "fatal-" + number;
      pulledWay.loseOneAnswerTo(key);
      assertConfirmed(publish(writer, PULLED, key, number));
      assertThat(pulledWay.lostAnswers()).isEqualTo(number + 1);
    }

    seen.await(10, PATIENCE);
    assertThat(servers.engineLogic().command("XLEN", STREAM)).isEqualTo(10L);
    assertThat(numbers()).containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    assertThat(writer.statistics(Bus.ENGINE_LOGIC).reconnects()).isEqualTo(10);
  }

  @Test
  void express_answerLost_messageStandsInItsStreamOnce(BusServers servers) {
    DualBusClient writer = writer(BusClients.OPTIONS);
    pulledWay.loseOneAnswerTo("fatal");

    assertConfirmed(
        writer.publish(PULLED, new Numbered("fatal", 1), Priority.URGENT).toCompletableFuture());
    assertThat(pulledWay.lostAnswers()).isEqualTo(1);
    seen.await(1, PATIENCE);
    assertThat(servers.engineLogic().command("XLEN", STREAM + ":express")).isEqualTo(1L);
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void pushed_answerLost_subscribersSeeTheMessageOnce(BusServers servers) {
    Recorder<Numbered> pushed = Recorder.on(clients.client(EngineType.ML, "ml-1"), PUSHED);
    DualBusClient writer = writer(BusClients.OPTIONS);
    assertConfirmed(publish(writer, PUSHED, "a", 0));
    pushedWay.loseOneAnswerTo("fatal");
    assertConfirmed(publish(writer, PUSHED, "fatal", 1));
    assertThat(pushedWay.lostAnswers()).isEqualTo(1);
    assertConfirmed(publish(writer, PUSHED, "a", 2));
    pushed.awaitMatch(last -> last.number() == 2, PATIENCE);
    assertThat(pushed.payloads()).extracting(Numbered::number).containsExactly(0, 1, 2);
  }

  @Test
  void pulled_answersLostForLongerThanTheDeliveryTimeout_outcomeIsUnknownAndItIsThereOnce(
      BusServers servers) {
    DualBusClient writer = writer(IMPATIENT);
    pulledWay.loseAnswersTo("fatal");
    long before = System.nanoTime();
    CompletableFuture<Published> result = publish(writer, PULLED, "fatal", 1);

    assertFailed(result, Reason.OUTCOME_UNKNOWN);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(DELIVERY);
    pulledWay.heal();
    assertConfirmed(publish(writer, PULLED, "a", 2));
    seen.awaitMatch(last -> last.number() == 2, PATIENCE);
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(servers.engineLogic().command("XLEN", STREAM)).isEqualTo(2L);
  }

  @Test
  void pulled_noWayToTheServer_isNotSentAndNeverComes(BusServers servers) {
    DualBusClient writer = writer(IMPATIENT);
    assertConfirmed(publish(writer, PULLED, "a", 1));
    pulledWay.refuse();
    await()
        .atMost(PATIENCE)
        .until(() -> writer.health(Bus.ENGINE_LOGIC).status() == BusHealth.Status.DOWN);
    long before = System.nanoTime();
    CompletableFuture<Published> result = publish(writer, PULLED, "a", 2);

    assertFailed(result, Reason.NOT_SENT);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(DELIVERY);
    pulledWay.heal();
    assertConfirmed(publish(writer, PULLED, "a", 3));
    seen.awaitMatch(last -> last.number() == 3, PATIENCE);
    assertThat(numbers()).containsExactly(1, 3);
    assertThat(servers.engineLogic().command("XLEN", STREAM)).isEqualTo(2L);
  }

  @Test
  void pulled_closedWhileItsAnswerIsOut_outcomeIsUnknownAndWhatWaitedBehindItIsNotSent(
      BusServers servers) {
    DualBusClient writer =
        writer(BusClients.OPTIONS.toBuilder().drainTimeout(Duration.ofMillis(300)).build());
    assertConfirmed(publish(writer, PULLED, "a", 0));
    pulledWay.swallow();
    pulledWay.loseAnswersTo("fatal");
    CompletableFuture<Published> sent = publish(writer, PULLED, "fatal", 1);
    await().atMost(PATIENCE).until(() -> pulledWay.sightings() > 0);
    CompletableFuture<Published> behind = publish(writer, PULLED, "a", 2);

    writer.close();

    assertFailed(sent, Reason.OUTCOME_UNKNOWN);
    assertFailed(behind, Reason.NOT_SENT);
    assertThat(servers.engineLogic().command("XLEN", STREAM)).isEqualTo(1L);
  }
}
