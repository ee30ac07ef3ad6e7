package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The part of [DualBusContract] about handlers that fail.
abstract class FailureContract extends DeliveryContract {
  private static final BusOptions THREE_ATTEMPTS =
      BusClients.OPTIONS.toBuilder().maxAttempts(3).retryDelay(Duration.ofMillis(50)).build();

  @Test
  void handler_throwsOnPushedType_isCountedAndTheNextMessageComes() {
    DualBusClient reader = client(RISK, "risk-1");
    reader.subscribe(PUSHED, failing(new AtomicInteger(1), 1));
    Recorder<Sample> other = Recorder.on(client(ML, "ml-1"), PUSHED);
    Recorder<Sample> next = Recorder.on(reader, PUSHED_TOO);
    DualBusClient writer = client(HUB, "hub-1");

    publishAll(writer, PUSHED, 1);
    publishAll(writer, PUSHED_TOO, 2);

    next.await(1, PATIENCE);
    other.await(1, PATIENCE);
    assertThat(reader.statistics(PUSHED.bus()).failed()).isEqualTo(1);
  }

  @Test
  void handler_throwsOnPulledType_getsTheMessageAgainBeforeLaterOnesOfItsKey() {
    DualBusClient reader = client(RISK, "risk-1");
    AtomicInteger failures = new AtomicInteger(2);
    List<Message<Sample>> handled = new ArrayList<>();
    reader.subscribe(
        PULLED,
        message -> {
          failing(failures, 0).handle(message);
          synchronized (handled) {
            handled.add(message);
          }
        });

    // 0 and 5 share a key, 1 has another.
    List<Published> published = publishAll(client(HUB, "hub-1"), PULLED, 0, 5, 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              synchronized (handled) {
                assertThat(handled).extracting(m -> m.payload().number()).containsExactly(1, 0, 5);
                assertThat(handled.get(1).envelope().id()).isEqualTo(published.get(0).id());
              }
            });
    assertThat(reader.statistics(PULLED.bus()).failed()).isEqualTo(2);
  }

  /// Throws for one number, as often as the counter says.
  private static MessageHandler<Sample> failing(AtomicInteger failures, int number) {
    return message -> {
      if (message.payload().number() == number && failures.getAndDecrement() > 0) {
        throw new IllegalStateException("as the test wants it");
      }
    };
  }

  @Test
  void handler_alwaysThrows_messageIsDeadLetteredAndItsKeyGoesOnWhileOtherKeysNeverWaited() {
    DualBusClient reader = client(RISK, "risk-1", THREE_ATTEMPTS);
    List<Message<Sample>> handed = new CopyOnWriteArrayList<>();
    reader.subscribe(
        PULLED,
        message -> {
          handed.add(message);
          failing(new AtomicInteger(1), 0).handle(message);
        });

    // 0, 5 and 10 share a key, 1 has another.
    publishAll(client(HUB, "hub-1"), PULLED, 0, 5, 10, 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(handed).extracting(m -> m.payload().number()).contains(10));
    List<Integer> numbers = handed.stream().map(m -> m.payload().number()).toList();
    assertThat(numbers.stream().filter(n -> n != 1)).containsExactly(0, 0, 0, 5, 10);
    assertThat(numbers.indexOf(1)).as("another key").isBetween(1, numbers.lastIndexOf(0));
    await().atMost(PATIENCE).until(() -> reader.statistics(PULLED.bus()).delivered() == 3);
    assertThat(reader.statistics(PULLED.bus()).deadLettered()).isEqualTo(1);
    assertThat(reader.statistics(PULLED.bus()).retried()).isEqualTo(2);
    assertThat(reader.statistics(PULLED.bus()).failed()).isEqualTo(3);
  }

  @Test
  void handler_throws_onlyTheMessageHandedOverAgainIsFlaggedRedelivered() {
    DualBusClient reader = client(RISK, "risk-1");
    AtomicInteger failures = new AtomicInteger(1);
    List<Message<Sample>> handed = new CopyOnWriteArrayList<>();
    reader.subscribe(
        PULLED,
        message -> {
          handed.add(message);
          failing(failures, 0).handle(message);
        });

    publishAll(client(HUB, "hub-1"), PULLED, 0, 5);

    await().atMost(PATIENCE).until(() -> handed.size() >= 3);
    assertThat(handed).extracting(m -> m.payload().number()).containsExactly(0, 0, 5);
    assertThat(handed)
        .extracting(m -> m.envelope().redelivered())
        .containsExactly(false, true, false);
  }

  @Test
  void handler_failsWithAnError_countsAsAFailureLikeAnyOther() {
    DualBusClient reader = client(RISK, "risk-1", THREE_ATTEMPTS);
    List<Integer> handed = new CopyOnWriteArrayList<>();
    reader.subscribe(
        PULLED,
        message -> {
          handed.add(message.payload().number());
          if (message.payload().number() == 0) {
            throw new AssertionError("as the test wants it");
          }
        });

    publishAll(client(HUB, "hub-1"), PULLED, 0, 5);

    await().atMost(PATIENCE).until(() -> handed.contains(5));
    assertThat(handed).containsExactly(0, 0, 0, 5);
    assertThat(reader.statistics(PULLED.bus()).deadLettered()).isEqualTo(1);
  }

  @Test
  void handler_cannotTakeItNow_getsItUntilItCan() {
    DualBusClient reader = client(RISK, "risk-1", THREE_ATTEMPTS);
    AtomicInteger refusals = new AtomicInteger(4);
    List<Integer> taken = new CopyOnWriteArrayList<>();
    reader.subscribe(
        PULLED,
        message -> {
          if (refusals.getAndDecrement() > 0) {
            throw new RejectedExecutionException("as the test wants it");
          }
          taken.add(message.payload().number());
        });

    publishAll(client(HUB, "hub-1"), PULLED, 0);

    await().atMost(PATIENCE).until(() -> taken.equals(List.of(0)));
    assertThat(reader.statistics(PULLED.bus()).deadLettered()).isZero();
    assertThat(reader.statistics(PULLED.bus()).failed()).isEqualTo(4);
  }

  @Test
  void message_ofAVersionTheReaderDoesNotKnow_isDeadLetteredAtOnceAndTheNextOneArrives() {
    DualBusClient reader = client(RISK, "risk-1");
    Recorder<Sample> recorder = Recorder.on(reader, PULLED);
    DualBusClient writer = client(HUB, "hub-1");

    publishAll(writer, PULLED_IN_VERSION_2, 0);
    publishAll(writer, PULLED, 5);

    recorder.await(1, PATIENCE);
    assertThat(numbers(recorder)).containsExactly(5);
    assertThat(reader.statistics(PULLED.bus()).deadLettered()).isEqualTo(1);
    assertThat(reader.statistics(PULLED.bus()).retried()).isZero();
  }
}
