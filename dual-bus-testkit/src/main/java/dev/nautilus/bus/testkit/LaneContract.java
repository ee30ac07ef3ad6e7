package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The part of [DualBusContract] about lanes: what may overtake, what may not, what is shared.
abstract class LaneContract extends SubscriptionContract {
  @Test
  void publish_urgentMessageOfATypeWithoutALane_arrives() {
    for (MessageType<Sample> type : List.of(PUSHED, PULLED)) {
      Recorder<Sample> reader = Recorder.on(client(RISK, "risk-" + type.name()), type);
      DualBusClient writer = client(HUB, "hub-" + type.name());

      done(writer.publish(type, new Sample("a", 1), Priority.URGENT));
      done(writer.publish(type, new Sample("a", 2), Priority.NORMAL));
      done(writer.publish(type, new Sample("a", 3), Priority.FLASH_CRASH));

      assertThat(reader.await(3, PATIENCE))
          .extracting(message -> message.envelope().priority())
          .containsExactlyInAnyOrder(Priority.URGENT, Priority.NORMAL, Priority.FLASH_CRASH);
      assertThat(reader.duplicates()).isEmpty();
    }
  }

  @Test
  void publish_expressWhileAHandlerOfTheMainLaneIsBusy_arrives() {
    DualBusClient reader = client(RISK, "risk-1");
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    reader.subscribe(
        PULLED,
        message -> {
          busy.countDown();
          goOn.await();
        });
    Recorder<Sample> express = Recorder.on(reader, EXPRESS);
    Recorder<Sample> urgent = Recorder.on(reader, PULLED_TOO);
    DualBusClient writer = client(HUB, "hub-1");
    try {
      publishAll(writer, PULLED, 1);
      await().atMost(PATIENCE).until(() -> busy.getCount() == 0);

      publishAll(writer, EXPRESS, 2);
      done(writer.publish(PULLED_TOO, new Sample("a", 3), Priority.URGENT));

      express.await(1, PATIENCE);
      urgent.await(1, PATIENCE);
    } finally {
      goOn.countDown();
    }
  }

  @Test
  void handler_messagesOnTwoLanes_isNeverRunByTwoThreadsAtOnce() {
    for (MessageType<Sample> type : List.of(PUSHED, PULLED)) {
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      AtomicInteger handled = new AtomicInteger();
      client(RISK, "risk-" + type.name())
          .subscribe(
              type,
              message -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                // Long enough for the other lane's thread to come in, if it could.
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                inside.decrementAndGet();
                handled.incrementAndGet();
              });
      DualBusClient writer = client(HUB, "hub-" + type.name());

      mixed(writer, type, 200).forEach(ContractStage::done);

      await().atMost(PATIENCE).until(() -> handled.get() == 200);
      assertThat(most).as(type.name()).hasValue(1);
    }
  }

  @Test
  void publish_pinnedTypeWithMixedPriorities_keepsOrderPerKey() {
    Recorder<Sample> reader = Recorder.on(client(RISK, "risk-1"), PINNED);

    mixed(client(HUB, "hub-1"), PINNED, 300).forEach(ContractStage::done);

    reader.await(300, PATIENCE);
    assertThat(numbers(reader)).containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
  }

  /// Every second message is urgent, all of one key.
  private static List<CompletionStage<Published>> mixed(
      DualBusClient writer, MessageType<Sample> type, int count) {
    List<CompletionStage<Published>> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Priority priority = i % 2 == 0 ? Priority.NORMAL : Priority.CRITICAL;
      stages.add(writer.publish(type, new Sample("a", i), priority));
    }
    return stages;
  }

  @Test
  void publish_unorderedType_isSharedByTheInstancesOfAnEngineEachMessageOnce() {
    Recorder<Sample> first = Recorder.on(client(RISK, "risk-1"), UNORDERED);
    Recorder<Sample> second = Recorder.on(client(RISK, "risk-2"), UNORDERED);
    Recorder<Sample> other = Recorder.on(client(ML, "ml-1"), UNORDERED);

    publishAll(client(HUB, "hub-1"), UNORDERED, IntStream.range(0, 60).toArray());

    await().atMost(PATIENCE).until(() -> numbers(first).size() + numbers(second).size() >= 60);
    other.await(60, PATIENCE);
    List<Integer> all = IntStream.range(0, 60).boxed().toList();
    assertThat(Stream.of(first, second).flatMap(each -> numbers(each).stream()))
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(numbers(other)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void publish_unorderedTypeWhileOneInstanceIsBusy_theOtherOneWorks() {
    CountDownLatch goOn = new CountDownLatch(1);
    List<Message<Sample>> byFirst = new ArrayList<>();
    client(RISK, "risk-1")
        .subscribe(
            UNORDERED,
            message -> {
              goOn.await();
              synchronized (byFirst) {
                byFirst.add(message);
              }
            });
    Recorder<Sample> second = Recorder.on(client(RISK, "risk-2"), UNORDERED);
    DualBusClient writer = client(HUB, "hub-1");
    AtomicInteger published = new AtomicInteger();
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                publishAll(writer, UNORDERED, published.getAndIncrement());
                return second.messages().size() >= 3;
              });
    } finally {
      goOn.countDown();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              synchronized (byFirst) {
                List<Integer> all = new ArrayList<>(numbers(second));
                byFirst.forEach(message -> all.add(message.payload().number()));
                assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, published.get()).boxed().toList());
              }
            });
  }
}
