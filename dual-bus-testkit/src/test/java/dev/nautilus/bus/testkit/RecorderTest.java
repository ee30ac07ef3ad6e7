package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.testkit.ContractStage.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private final InMemoryBroker broker = InMemoryBroker.manual(() -> Instant.EPOCH);
  private final DualBusClient bus = broker.connect(EngineType.RISK, "risk-1");
  private final Recorder<Sample> recorder = Recorder.on(bus, ContractStage.PUSHED);

  @Test
  void await_tooFewInTime_failsAndListsWhatArrived() {
    bus.publish(ContractStage.PUSHED, new Sample("a", 7));
    broker.drain();

    assertThatThrownBy(() -> recorder.await(3, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected 3 x contract.pushed/1 within PT0S")
        .hasMessageContaining("1 arrived")
        .hasMessageContaining("from risk: Sample[key=a, number=7]");
  }

  @Test
  void await_nothingArrived_saysSo() {
    assertThatThrownBy(() -> recorder.await(1, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing arrived");
  }

  @Test
  void await_manyArrived_listsTheLastOnes() {
    for (int i = 0; i < 30; i++) {
      bus.publish(ContractStage.PUSHED, new Sample("a", i));
    }
    broker.drain();

    assertThatThrownBy(() -> recorder.await(31, Duration.ZERO))
        .hasMessageContaining("... 10 earlier")
        .hasMessageContaining("number=29")
        .hasMessageNotContaining("number=9]");
  }

  @Test
  void await_messageComesLater_returnsIt() {
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> {
              bus.publish(ContractStage.PUSHED, new Sample("a", 1));
              broker.drain();
            });

    assertThat(recorder.await(1, Duration.ofSeconds(10)))
        .singleElement()
        .satisfies(message -> assertThat(message.payload()).isEqualTo(new Sample("a", 1)));
    later.join();
  }

  @Test
  void awaitMatch_someMatch_returnsTheFirst() {
    for (int i = 0; i < 5; i++) {
      bus.publish(ContractStage.PUSHED, new Sample("a", i));
    }
    broker.drain();

    assertThat(recorder.awaitMatch(s -> s.number() > 2, Duration.ZERO).payload().number())
        .isEqualTo(3);
    assertThatThrownBy(() -> recorder.awaitMatch(s -> s.number() > 9, Duration.ZERO))
        .hasMessageContaining("a matching contract.pushed/1")
        .hasMessageContaining("5 arrived");
  }

  @Test
  void awaitNothing_quiet_returnsAndSomethingArrives_failsAndListsIt() {
    recorder.awaitNothing(Duration.ofMillis(10));

    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> {
              bus.publish(ContractStage.PUSHED, new Sample("a", 1));
              broker.drain();
            },
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));

    assertThatThrownBy(() -> recorder.awaitNothing(Duration.ofSeconds(10)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected no contract.pushed/1 for PT10S, but 1 arrived");
    later.join();
  }

  @Test
  void report_messagesTwiceMissingAndAgain_saysWhich() {
    hand(1, false);
    hand(2, false);
    hand(2, true);
    hand(5, false);
    hand(5, false);

    assertThat(recorder.duplicates()).containsExactly(new MessageId("s", 255, 5));
    assertThat(recorder.gaps()).containsExactly(new Hole("s", 255, 3, 2));
    assertThat(recorder.redelivered()).isEqualTo(1);
    assertThat(recorder.threads()).containsExactly(Thread.currentThread().getName());
    assertThatThrownBy(() -> recorder.await(9, Duration.ZERO))
        .hasMessageContaining(
            "5 arrived (1 redelivered, doubled [s/ff-5], numbers not seen [s/ff-3 to 4]):")
        .hasMessageContaining("s/ff-2 (redelivered) from risk");
  }

  private void hand(long sequence, boolean redelivered) {
    recorder.handle(
        new Message<>(
            ContractStage.PUSHED,
            new Sample("a", 1),
            new Envelope(
                new MessageId("s", 255, sequence),
                EngineType.RISK,
                "risk-1",
                Instant.EPOCH,
                Priority.NORMAL,
                "a",
                null,
                null,
                null,
                null,
                redelivered,
                false)));
  }

  @Test
  void on_withKeys_recordsTheseOnly() {
    Recorder<Sample> some =
        Recorder.on(bus, ContractStage.PUSHED, SubscriptionOptions.DEFAULTS.keys(Set.of("b", "c")));
    bus.publish(ContractStage.PUSHED, new Sample("a", 1));
    bus.publish(ContractStage.PUSHED, new Sample("b", 2));
    broker.drain();

    assertThat(some.payloads()).containsExactly(new Sample("b", 2));
    assertThat(recorder.gaps()).isEmpty();
  }

  @Test
  void close_then_recordsNothingMoreAndKeepsWhatItHas() {
    bus.publish(ContractStage.PUSHED, new Sample("a", 1));
    broker.drain();
    recorder.close();
    bus.publish(ContractStage.PUSHED, new Sample("a", 2));
    broker.drain();

    assertThat(recorder.payloads()).containsExactly(new Sample("a", 1));
  }
}
